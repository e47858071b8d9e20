import { useMessages, useTranslations } from "next-intl";
import { BatchLabel } from "@/features/catalogue/batch-label.tsx";
import { AsOf } from "@/features/twin/as-of.tsx";
import { Edition } from "@/features/twin/edition.tsx";
import { shorten } from "@/ui/hash.tsx";
import { Picture } from "@/ui/picture.tsx";
import type { TapResult, TapTwin } from "./read-tap.ts";
import { answerOf, tones } from "./verdict-tone.ts";

const looks = {
  good: { ground: "bg-acid text-void", board: "text-void/8", mark: "M20 52 42 74 82 26" },
  bad: { ground: "bg-red text-void", board: "text-void/10", mark: "M24 24 76 76M76 24 24 76" },
  again: { ground: "bg-amber text-void", board: "text-void/8", mark: "M50 20v36M50 70v10" },
} as const;

/** The answer of a tap in one glance: said by a word, a shape and a colour. Plain HTML, no script needed. */
export function Verdict({ result }: { result: TapResult }) {
  const t = useTranslations("tap.verdict");
  const messages = useMessages();
  const answer = answerOf(result);
  const tone = tones[answer];
  const waits = answer === "unreachable" || answer === "too_many";
  const look = looks[tone];
  return (
    <>
      <section className={`relative overflow-hidden ${look.ground}`}>
        <div aria-hidden className={`chess-[34px] absolute inset-0 ${look.board}`} />
        <div
          className={`relative mx-auto flex max-w-xl px-5 py-9 ${tone === "good" ? "items-center gap-5" : "min-h-[46svh] flex-col justify-end gap-6"}`}
        >
          <svg
            viewBox="0 0 100 100"
            className={`shrink-0 bg-void ${tone === "good" ? "size-20" : "size-28"}`}
            aria-hidden="true"
          >
            <path
              d={look.mark}
              fill="none"
              strokeWidth="13"
              className={{ good: "stroke-acid", bad: "stroke-red", again: "stroke-amber" }[tone]}
            />
          </svg>
          <h1
            className={`leading-[0.92] font-black ${tone === "good" ? "text-[clamp(2.4rem,12vw,4.5rem)]" : "text-[clamp(3.2rem,16vw,6rem)]"}`}
            data-testid="verdict"
          >
            {t(`${answer}.title`)}
          </h1>
        </div>
      </section>
      <section className="mx-auto max-w-xl px-5 pt-7">
        {result.kind === "genuine" && result.twin && <TappedGarment twin={result.twin} />}
        <p className="text-lg">{t(`${answer}.words`)}</p>
        {result.kind === "genuine" && result.asOf && (
          <div className="mt-4">
            <AsOf told={{ asOf: result.asOf }} words={messages.twin.live.asOf} />
          </div>
        )}
        {tone !== "good" && (
          <a
            href={waits ? "" : "/tap"}
            className="mt-4 inline-block py-2 text-acid underline underline-offset-4"
          >
            {t(waits ? "again" : "howTo")}
          </a>
        )}
      </section>
    </>
  );
}

function TappedGarment({ twin }: { twin: TapTwin }) {
  const t = useTranslations("tap.garment");
  const { product, serial, cap } = twin;
  const [image] = product.images;
  return (
    <div className="mb-6 grid grid-cols-[42%_1fr] items-end gap-5">
      {image && (
        // Its smallest width alone: this page is opened on a street.
        <Picture
          sources={image.sources.slice(0, 1)}
          alt={image.alt}
          sizes="42vw"
          eager
          className="cut-[24px] block h-auto w-full"
        />
      )}
      <div>
        <p className="text-[clamp(2rem,11vw,3.5rem)] leading-none tracking-tighter">
          <Edition serial={serial} cap={cap} spoken={t("edition", { serial, cap })} folded />
        </p>
        <p className="mt-3 font-display text-xl leading-tight font-bold">{product.name}</p>
        <p className="text-sm text-fog">
          <BatchLabel number={twin.batch} /> · {product.size} · {product.color}
        </p>
        <p className="mt-3">
          <HolderWords twin={twin} />
        </p>
        <a
          href={`/garments/${twin.tokenId}`}
          className="mt-2 inline-block py-2 font-semibold text-acid underline underline-offset-4"
        >
          {t("twin")}
        </a>
      </div>
    </div>
  );
}

function HolderWords({ twin }: { twin: TapTwin }) {
  const t = useTranslations("tap.garment");
  if (twin.isYours) return t("yours");
  if (twin.owner) return t("heldBy", { address: shorten(twin.owner) });
  return t(twin.state === "minting" ? "minting" : "unminted");
}
