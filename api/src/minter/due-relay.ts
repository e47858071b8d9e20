import type { Deps } from "../deps.ts";
import type { Collecting } from "./collect-due.ts";
import type { RelayAct } from "./tables.ts";

export type RelayDeps = Collecting & Pick<Deps, "custody">;

/** A relay whose time has come. */
export type DueRelay<Act = RelayAct> = {
  id: string;
  tries: number;
  act: Act;
  requestedAt: Date;
  /** Why it was put off last. */
  failure: string | null;
  /** The key of custody that signs; null where the person signed, or nobody can. */
  custodyIndex: number | null;
};
export type DueTransfer = DueRelay<Extract<RelayAct, { kind: "transfer" }>>;
export type DueVote = DueRelay<Extract<RelayAct, { kind: "vote" }>>;

export const isTransfer = (relay: DueRelay): relay is DueTransfer => relay.act.kind === "transfer";
export const isVote = (relay: DueRelay): relay is DueVote => relay.act.kind === "vote";

/** How long a signature that custody makes is good for: long enough to be mined on a busy day. */
export const signatureLifeSec = 3_600;
