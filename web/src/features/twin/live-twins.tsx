"use client";

import type { Messages } from "next-intl";
import { createContext, type ReactNode, useContext } from "react";
import { signInPath } from "@/features/account/next-path.ts";
import { Badge } from "@/ui/badge.tsx";
import { LiveNote } from "@/ui/live-note.tsx";
import { useLive } from "@/ui/use-live.ts";
import { AsOf } from "./as-of.tsx";
import type { OwnTwins, TwinSummary } from "./queries.ts";

type Twins = Pick<OwnTwins, "asOf"> & { items: Pick<TwinSummary, "tokenId" | "state" | "sending">[] };

const Shown = createContext<Twins["items"]>([]);

/** Keeps the badges of a list of twins true while some of them are being made, and says when the list is late. */
export function LiveTwins({
  initial,
  url,
  words,
  note,
  children,
}: {
  initial: Twins;
  url: string;
  words: Messages["twin"]["live"]["asOf"];
  note: Messages["site"]["liveNote"];
  children: ReactNode;
}) {
  const { value, trouble } = useLive({ url, initial, isMoving: isMinting });
  return (
    <Shown value={value.items}>
      <AsOf told={value} words={words} />
      <LiveNote trouble={trouble} signIn={signInPath("/garments")} words={note} />
      {children}
    </Shown>
  );
}

export function TwinBadge({ tokenId, words }: { tokenId: string; words: Messages["twin"]["card"] }) {
  const twin = useContext(Shown).find((item) => item.tokenId === tokenId);
  const sending = twin?.sending;
  if (sending?.state === "waiting") return <Badge>{words.waiting}</Badge>;
  if (sending && sending.state !== "final" && sending.state !== "parked")
    return <Badge>{words.sending}</Badge>;
  return twin?.state === "minting" ? <Badge>{words.minting}</Badge> : <Badge tone="lit">{words.yours}</Badge>;
}

function isMinting({ items }: Twins): boolean {
  return items.some(({ state }) => state === "minting");
}
