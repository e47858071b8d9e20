import Link from "next/link";
import type { Messages } from "next-intl";
import type { ReactNode } from "react";
import { Edition } from "@/features/twin/edition.tsx";
import { Hash } from "@/ui/hash.tsx";
import { Arrow } from "@/ui/marks.tsx";
import { Price } from "@/ui/price.tsx";
import type { GarmentView } from "./order-view.ts";

/** One garment of an order: its number, how far its twin is, and the proof of it. */
export function OrderGarment({
  view,
  picture,
  words,
}: {
  view: GarmentView;
  picture: ReactNode;
  words: Messages["orders"]["live"]["garment"];
}) {
  const { edition, mint, product } = view;
  const minted = mint?.state === "mined" || mint?.state === "final";
  return (
    <li className="grid grid-cols-[5.5rem_1fr] gap-5 border-b border-line py-6 sm:grid-cols-[9rem_1fr]">
      {picture}
      <div className="flex flex-col">
        <div className="flex items-baseline justify-between gap-4">
          <h3 className="text-h3 font-bold">{product.name}</h3>
          <Price money={view.price} />
        </div>
        <p className="text-fog">
          {view.size} · {view.color}
        </p>
        {edition && (
          <p key={String(minted)} className={`mt-3 text-3xl ${minted ? "flash-once text-acid" : ""}`}>
            <Edition {...edition} />
          </p>
        )}
        <p
          className="mt-1 flex items-baseline gap-2.5 text-sm"
          data-testid="mint-state"
          data-state={mint?.state ?? "none"}
        >
          <span
            aria-hidden
            className={`size-2.5 shrink-0 ${minted ? "bg-acid" : mint?.state === "parked" ? "bg-red" : mint && !view.refund ? "bg-cyan" : "bg-line-strong"}`}
          />
          {view.words}
        </p>
        {view.replacedWords && (
          <p className="mt-1 text-sm text-fog" data-testid="replaced">
            {view.replacedWords}
          </p>
        )}
        {mint?.hash && (
          <dl className="mt-2 grid grid-cols-[auto_1fr] gap-x-4 text-sm text-fog">
            <dt>{words.transaction}</dt>
            <dd data-testid="mint-hash">
              <Hash value={mint.hash} />
            </dd>
            {mint.blockNumber && (
              <>
                <dt>{words.block}</dt>
                <dd className="font-mono">{mint.blockNumber}</dd>
              </>
            )}
          </dl>
        )}
        {minted && mint && (
          <Link
            href={`/garments/${mint.tokenId}`}
            prefetch={false}
            className="mt-4 inline-flex items-center gap-2 self-start font-semibold text-acid underline-offset-4 hover:underline"
          >
            {words.twin} <Arrow className="size-4" />
          </Link>
        )}
      </div>
    </li>
  );
}
