import { randomUUID } from "node:crypto";
import type { Signer } from "../adapters/chain/signer.ts";
import { listen } from "../db/listen.ts";
import type { Deps } from "../deps.ts";
import { collectDueMints } from "./collect-due-mints.ts";
import { collectDueRelays } from "./collect-due-relays.ts";
import { confirmTransaction, confirmTransactions } from "./confirm-transactions.ts";
import { holdSigner, type Lease, recallForgotten, releaseSigner, skipUsedNonces } from "./hold-signer.ts";
import { sendTransaction } from "./send-transaction.ts";
import { type Outgoing, storeBeforeSend } from "./store-before-send.ts";
import { minterChannel } from "./wake-minter.ts";

export type MinterDeps = Pick<Deps, "db" | "chain" | "custody" | "log" | "env">;

/** One signer and what it has to send. */
type Lane = { signer: Signer; collectDue(deps: MinterDeps): Promise<Outgoing | null> };

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
  const lanes = [
    { signer: deps.chain.minter, collectDue: collectDueMints },
    { signer: deps.chain.relayer, collectDue: collectDueRelays },
  ].map((lane) => runLane(deps, lane, { holder, idleMs, stopping: stopping.signal }));
  const listener = listen(deps.env.DATABASE_URL, minterChannel, () => {
    for (const lane of lanes) lane.wake();
  });
  return {
    /** Ends after the step at hand. What is under way goes on at the next start. */
    async stop() {
      stopping.abort();
      await listener.close();
      await Promise.all(lanes.map((lane) => lane.ended));
    },
  };
}

type Run = { holder: string; idleMs: number; stopping: AbortSignal };

function runLane(deps: MinterDeps, lane: Lane, { holder, idleMs, stopping }: Run) {
  const { address } = lane.signer;
  const alarm = createAlarm();
  stopping.addEventListener("abort", alarm.ring);
  let fence = 0;

  async function run() {
    while (!stopping.aborted) {
      let waitMs = idleMs;
      try {
        const lease = await holdSigner(deps, { address, holder });
        if (lease && lease.fence !== fence) {
          await skipUsedNonces(deps, lease);
          await recallForgotten(deps, lease);
          fence = lease.fence;
        }
        if (lease && (await workLane(deps, lane, lease)) > 0) waitMs = confirmingMs;
      } catch (error) {
        fence = 0;
        deps.log.error({ err: error, signer: address }, "minter failed; it tries again");
      }
      await alarm.wait(waitMs);
    }
    await releaseSigner(deps, { address, holder });
  }
  return { wake: alarm.ring, ended: run() };
}

/** One round: what is under way is taken on, then everything due is sent. Returns how much is under way. */
async function workLane(deps: MinterDeps, lane: Lane, lease: Lease): Promise<number> {
  let underWay = await confirmTransactions(deps, lease.address);
  while (underWay < transactionsUnderWay) {
    const outgoing = await lane.collectDue(deps);
    if (!outgoing) break;
    const stored = await storeBeforeSend(deps, { signer: lane.signer, lease, outgoing });
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
