import { randomUUID } from "node:crypto";
import type { Address } from "viem";
import type { Signer, Signers } from "../adapters/chain/signer.ts";
import { listen } from "../db/listen.ts";
import type { Deps } from "../deps.ts";
import { collectDueMints } from "./collect-due-mints.ts";
import { collectDueRelays } from "./collect-due-relays.ts";
import { confirmTransaction, confirmTransactions } from "./confirm-transactions.ts";
import { holdSigner, type Lease, recallForgotten, releaseSigner, skipUsedNonces } from "./hold-signer.ts";
import type { Purpose } from "./requests.ts";
import { sendTransaction } from "./send-transaction.ts";
import { type Outgoing, storeBeforeSend } from "./store-before-send.ts";
import { minterChannel } from "./wake-minter.ts";

export type MinterDeps = Pick<Deps, "db" | "chain" | "custody" | "log"> & {
  env: Pick<Deps["env"], "DATABASE_URL">;
  signers: Signers;
};

/** One signer and what it has to send. */
type SignerLoop = {
  purpose: Purpose;
  signer: Signer;
  collectDue(deps: MinterDeps & { sender: Address }): Promise<Outgoing | null>;
};

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

/** More than these wait for the chain: on a slow day requests gather in the queue and travel together. */
const transactionsUnderWay = 8;
const confirmingMs = 150;

/**
 * Mints what was paid and relays what was signed, for as long as the worker lives. Any number of workers may
 * run it: each signer is held by one of them.
 *
 * Exactly once, because: the wish is a row in the payer's transaction; the signed bytes are stored with their
 * nonce before they are sent, and only these are ever sent for it; and the contract takes a repeat for nothing.
 *
 * `idleMs` is the floor below the wake-up: a lost notification costs this much and no more.
 */
export function startMinter(deps: MinterDeps, { idleMs = 1_000 } = {}) {
  const stopping = new AbortController();
  const holder = randomUUID();
  const signerLoops = [
    { purpose: "mint" as const, signer: deps.signers.minter, collectDue: collectDueMints },
    { purpose: "relay" as const, signer: deps.signers.relayer, collectDue: collectDueRelays },
  ].map((loop) => runSignerLoop(deps, loop, { holder, idleMs, stopping: stopping.signal }));
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

type Run = { holder: string; idleMs: number; stopping: AbortSignal };

function runSignerLoop(deps: MinterDeps, loop: SignerLoop, { holder, idleMs, stopping }: Run) {
  const { address } = loop.signer;
  const alarm = createAlarm();
  stopping.addEventListener("abort", alarm.ring);
  const state: SignerLoopState = {
    ...{ purpose: loop.purpose, signer: address, holder },
    ...{ lastTurnAt: new Date(), lastRoundAt: null, lastError: null },
  };
  let fence = 0;

  async function run() {
    while (!stopping.aborted) {
      let waitMs = idleMs;
      state.lastTurnAt = new Date();
      try {
        const lease = await holdSigner(deps, { address, holder });
        if (lease && lease.fence !== fence) {
          await skipUsedNonces(deps, lease);
          await recallForgotten(deps, lease);
          fence = lease.fence;
        }
        if (lease && (await takeTurn(deps, loop, lease)) > 0) waitMs = confirmingMs;
        state.lastRoundAt = new Date();
        state.lastError = null;
      } catch (error) {
        fence = 0;
        state.lastError = error;
        deps.log.error({ err: error, signer: address }, "minter failed; it tries again");
      }
      await alarm.wait(waitMs);
    }
    await releaseSigner(deps, { address, holder });
  }
  return { state, wake: alarm.ring, ended: run() };
}

/** One round: what is under way is taken on, then everything due is sent. Returns how much is under way. */
async function takeTurn(deps: MinterDeps, loop: SignerLoop, lease: Lease): Promise<number> {
  let underWay = await confirmTransactions(deps, lease.address);
  while (underWay < transactionsUnderWay) {
    const outgoing = await loop.collectDue({ ...deps, sender: loop.signer.address });
    if (!outgoing) break;
    const stored = await storeBeforeSend(deps, { signer: loop.signer, lease, outgoing });
    await sendTransaction(deps, stored);
    await confirmTransaction(deps, stored);
    underWay += 1;
  }
  return underWay;
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
