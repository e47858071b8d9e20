import { randomUUID } from "node:crypto";
import type { Address } from "viem";
import type { Signer, Signers } from "../adapters/chain/signer.ts";
import { listen } from "../db/listen.ts";
import type { Deps } from "../deps.ts";
import { doubtOf } from "../restored/doubt.ts";
import { crashPoint } from "./crash-point.ts";
import { holdSigner, releaseSigner, renewLease, usualLeaseMs } from "./hold-signer.ts";
import { lookAtDueMints } from "./look-at-due-mints.ts";
import { lookAtDueRelays } from "./look-at-due-relays.ts";
import type { Purpose } from "./requests.ts";
import { OverLimit, type SpendingLimits } from "./spending.ts";
import { type Turn, takeTurn } from "./take-turn.ts";
import { minterChannel } from "./wake-minter.ts";

export type MinterDeps = Pick<Deps, "db" | "chain" | "custody" | "log"> & {
  env: Pick<Deps["env"], "DATABASE_URL">;
  signers: Signers;
  spending: SpendingLimits;
};

/** One signer and what it has to send. */
type SignerLoop = { purpose: Purpose; signer: Signer; lookAtDue: Turn["lookAtDue"] };

/** What a signer's loop says of itself. The times are this process's own. */
export type SignerLoopState = {
  purpose: Purpose;
  signer: Address;
  /** This worker's name in a signer's lease. */
  holder: string;
  /** When its loop last came round, whatever came of it. */
  lastTurnAt: Date;
  /** When it last came round without a failure; null before the first time. */
  lastRoundAt: Date | null;
  /** Why the last round failed; null when it did not. */
  lastError: unknown;
};

/** Rounds come no closer than this while something is under way: how long one takes is part of it. */
const confirmingMs = 150;
/** A round that takes longer stands still: its lease is left to others. */
const longestRoundMs = 120_000;
/** A failure that stays the same is said again after this. */
const sayAgainMs = 60_000;

/**
 * Mints what was paid and relays what was signed, for as long as the worker lives. Any number of workers may
 * run it: each signer is held by one of them.
 *
 * Exactly once, because: the wish is a row in the payer's transaction; the signed bytes are stored with their
 * nonce before they are sent, and every one ever signed for a nonce is looked for; and the contract takes a repeat
 * for nothing. Books that a restore took back know too little for any of it: nothing is sent until they are reconciled.
 *
 * `idleMs` is the floor below the wake-up: a lost notification costs this much and no more. What waits longer than
 * `stuckAfterMs` as the first in line is signed anew at a higher price. A worker that dies keeps others from its signers
 * for `leaseMs` at most.
 */
export function startMinter(
  deps: MinterDeps,
  { idleMs = 1_000, stuckAfterMs = 30_000, leaseMs = usualLeaseMs } = {},
) {
  const stopping = new AbortController();
  const holder = randomUUID();
  const signerLoops = [
    { purpose: "mint" as const, signer: deps.signers.minter, lookAtDue: lookAtDueMints },
    { purpose: "relay" as const, signer: deps.signers.relayer, lookAtDue: lookAtDueRelays },
  ].map((loop) =>
    runSignerLoop(deps, loop, { holder, idleMs, stuckAfterMs, leaseMs, stopping: stopping.signal }),
  );
  const listener = listen(deps.env.DATABASE_URL, minterChannel, () => {
    for (const loop of signerLoops) loop.wake();
  });
  return {
    signerLoops: (): SignerLoopState[] => signerLoops.map((loop) => ({ ...loop.state })),
    /** Ends after the step at hand. What is under way goes on at the next start. */
    async stop() {
      stopping.abort();
      await listener.close();
      await Promise.all(signerLoops.map((loop) => loop.ended));
    },
  };
}

type Run = { holder: string; idleMs: number; stuckAfterMs: number; leaseMs: number; stopping: AbortSignal };

function runSignerLoop(
  deps: MinterDeps,
  loop: SignerLoop,
  { holder, idleMs, stuckAfterMs, leaseMs, stopping }: Run,
) {
  const { address } = loop.signer;
  const alarm = createAlarm();
  stopping.addEventListener("abort", alarm.ring);
  const state: SignerLoopState = {
    ...{ purpose: loop.purpose, signer: address, holder },
    ...{ lastTurnAt: new Date(), lastRoundAt: null, lastError: null },
  };
  const complain = createComplaint(deps.log, address);
  // What the turns remember of each other. It may be lost at any time.
  let memory: Turn["memory"] = {};
  let lastFence = 0;

  async function run() {
    while (!stopping.aborted) {
      let waitMs = idleMs;
      state.lastTurnAt = new Date();
      try {
        const doubt = await doubtOf(deps.db);
        const lease = doubt === null ? await holdSigner(deps, { address, holder, forMs: leaseMs }) : null;
        if (lease) {
          crashPoint("lease_taken");
          if (lease.fence !== lastFence) memory = {};
          lastFence = lease.fence;
          const heartbeat = setInterval(() => {
            if (Date.now() - state.lastTurnAt.getTime() < longestRoundMs)
              void renewLease(deps, lease).catch(() => {});
          }, leaseMs / 4);
          try {
            const { signer, lookAtDue } = loop;
            if ((await takeTurn({ ...deps, signer, lease, memory, lookAtDue, stuckAfterMs })) > 0)
              waitMs = Math.max(0, confirmingMs - (Date.now() - state.lastTurnAt.getTime()));
          } finally {
            clearInterval(heartbeat);
          }
        }
        state.lastRoundAt = new Date();
        state.lastError = null;
        complain(null);
      } catch (error) {
        state.lastError = error;
        complain(error);
      }
      await alarm.wait(waitMs);
    }
    await releaseSigner(deps, { address, holder }).catch(() => {});
  }
  return { state, wake: alarm.ring, ended: run() };
}

/** Logs a failure when it is new and then now and then: a round comes every second. */
function createComplaint(log: Deps["log"], signer: Address) {
  let said: { words: string; atMs: number } | null = null;
  return (error: unknown) => {
    if (error === null) {
      if (said) log.info({ signer }, "minter goes on");
      said = null;
      return;
    }
    const words = String(error);
    if (said?.words === words && Date.now() - said.atMs < sayAgainMs) return;
    said = { words, atMs: Date.now() };
    if (error instanceof OverLimit) log.error({ signer, reason: words }, "minter holds back");
    else log.error({ err: error, signer }, "minter failed; it tries again");
  };
}

/** A wait that can be cut short. A ring while nobody waits is kept: work that comes during a round is not missed. */
function createAlarm() {
  let rung = false;
  let wakeUp = () => {};
  const ring = () => {
    rung = true;
    wakeUp();
  };
  async function wait(ms: number) {
    if (!rung) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        wakeUp = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    rung = false;
  }
  return { ring, wait };
}
