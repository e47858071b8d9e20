import type { Address } from "viem";
import type { Deps } from "../deps.ts";
import type { RelayAct } from "./tables.ts";

/** `sender` is who pays the gas. */
export type RelayDeps = Pick<Deps, "db" | "chain" | "custody" | "log"> & { sender: Address };

/** A relay whose time has come. */
export type DueRelay<Act = RelayAct> = {
  id: string;
  tries: number;
  act: Act;
  /** The key of custody that signs; null where the person signed, or nobody can. */
  custodyIndex: number | null;
};
export type DueTransfer = DueRelay<Extract<RelayAct, { kind: "transfer" }>>;
export type DueVote = DueRelay<Extract<RelayAct, { kind: "vote" }>>;

export const isTransfer = (relay: DueRelay): relay is DueTransfer => relay.act.kind === "transfer";
export const isVote = (relay: DueRelay): relay is DueVote => relay.act.kind === "vote";

/** How long a signature that custody makes is good for: long enough to be mined on a busy day. */
export const signatureLifeSec = 3_600;
