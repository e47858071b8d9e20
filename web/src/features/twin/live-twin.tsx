"use client";

import type { Messages } from "next-intl";
import { signInPath } from "@/features/account/next-path.ts";
import { LiveNote } from "@/ui/live-note.tsx";
import { useLive } from "@/ui/use-live.ts";
import { AsOf } from "./as-of.tsx";
import { History } from "./history.tsx";
import { Holder } from "./holder.tsx";
import { LastTap } from "./last-tap.tsx";
import { Proofs } from "./proofs.tsx";
import type { TwinView } from "./queries.ts";
import { SendForm } from "./send-form.tsx";
import { isMoving, isUnderWay, Sending } from "./sending.tsx";

/** A twin as it is made or travels: who holds it, how far it is, and where it has been. */
export function LiveTwin({
  initial,
  words,
  stepWords,
  note,
}: {
  initial: TwinView;
  words: Messages["twin"]["live"];
  stepWords: Messages["site"]["steps"];
  note: Messages["site"]["liveNote"];
}) {
  const { tokenId } = initial.twin;
  const url = `/garments/${tokenId}/live`;
  const { value, trouble } = useLive({ url, initial, isMoving: isUnsettled });
  const { twin, sending, inCustody, ownWallets } = value;
  return (
    <>
      <div className="space-y-2 border-l-4 border-acid pl-5">
        <Holder twin={twin} inCustody={inCustody} words={words.holder} />
        <AsOf told={twin} words={words.asOf} />
        {twin.lastTap && <LastTap at={twin.lastTap.at} words={words} />}
      </div>
      <LiveNote trouble={trouble} signIn={signInPath(`/garments/${tokenId}`)} words={note} />
      {sending && <Sending tokenId={tokenId} sending={sending} words={words.sending} stepWords={stepWords} />}
      {twin.isYours && inCustody && !isMoving(sending) && sending?.state !== "waiting" && (
        <details className="group border-y border-line">
          <summary className="flex items-center justify-between py-4 font-semibold transition-colors hover:text-acid">
            {words.send}
            <span aria-hidden className="font-mono text-xl leading-none text-fog group-open:rotate-45">
              +
            </span>
          </summary>
          <SendForm tokenId={twin.tokenId} ownWallets={ownWallets} words={words.sendForm} />
        </details>
      )}
      {twin.history.length > 0 && <History twin={twin} words={words.history} />}
      <Proofs twin={twin} words={words.proofs} />
    </>
  );
}

function isUnsettled({ twin, sending }: TwinView): boolean {
  return twin.state === "minting" || isUnderWay(sending);
}
