import Link from "next/link";
import { getMessages, getTranslations } from "next-intl/server";
import { BatchLabel } from "@/features/catalogue/batch-label.tsx";
import { ProductPicture } from "@/features/catalogue/product-picture.tsx";
import { Edition } from "./edition.tsx";
import { TwinBadge } from "./live-twins.tsx";
import type { TwinSummary } from "./queries.ts";

/** A garment somebody holds: its number is louder than its name. */
export async function TwinCard({ twin, sizes }: { twin: TwinSummary; sizes: string }) {
  const [t, messages] = await Promise.all([getTranslations("twin"), getMessages()]);
  const { product, serial, cap } = twin;
  return (
    <article className="group relative">
      <div className="cut-[28px] relative overflow-hidden border border-line bg-panel transition-colors duration-[220ms] group-hover:border-line-strong">
        <ProductPicture
          image={product.images[0]}
          alt=""
          sizes={sizes}
          className="block aspect-4/5 h-auto w-full object-cover transition-[filter] duration-[320ms] group-hover:brightness-125"
        />
        <p className="absolute inset-x-0 bottom-0 bg-linear-to-t from-void to-transparent px-5 pt-16 pb-4 text-4xl">
          <Edition serial={serial} cap={cap} spoken={t("edition", { serial, cap })} />
        </p>
        <div className="absolute top-3 left-3">
          <TwinBadge tokenId={twin.tokenId} words={messages.twin.card} />
        </div>
      </div>
      <h2 className="mt-4 text-h3 font-bold">
        <Link
          href={`/garments/${twin.tokenId}`}
          prefetch={false}
          className="outline-none after:absolute after:inset-0 focus-visible:after:outline-3 focus-visible:after:outline-offset-3 focus-visible:after:outline-acid"
        >
          {product.name}
        </Link>
      </h2>
      <p className="font-mono text-label text-fog">
        <BatchLabel number={twin.batch} /> · {product.size} · {product.color}
      </p>
    </article>
  );
}
