import type { Address } from "viem";
import { writeAudit } from "../audit/write-audit.ts";
import type { Progress } from "../auditor/read-logs.ts";
import type { Deps } from "../deps.ts";
import { accountedNonces, accountForNonces, knownSigners } from "../minter/account-for-nonces.ts";
import { crashPoint } from "../minter/crash-point.ts";
import { doubtBooks } from "../minter/doubt-books.ts";
import { wakeMinter } from "../minter/wake-minter.ts";
import { forgetSignIns } from "../modules/auth/forget-sign-ins.ts";
import { doubtCounters } from "../modules/nfc/doubt-counters.ts";
import { recoverPayments } from "../modules/orders/recover-payments.ts";
import { skipCustodyNumbers } from "../modules/wallets/skip-custody-numbers.ts";
import { doubtOf } from "../restored/doubt.ts";
import { endDoubt, findDoubt, type Identity, identityOf } from "../restored/end-doubt.ts";
import { alone } from "./alone.ts";
import { findLost } from "./find-lost-tokens.ts";
import { readFinalChain } from "./read-final-chain.ts";
import { type SettledTokens, settleTokens } from "./settle-tokens.ts";

export type ReconcileDeps = Pick<Deps, "db" | "chain" | "jobs" | "log"> & {
  env: Pick<Deps["env"], "DATABASE_URL" | "RPC_URL">;
};

type Reconcile = {
  /** Why, where nothing but a person says so. The books are doubted for it. */
  asked?: string;
  /** Says what would be found, holds nobody and changes nothing. */
  dryRun?: boolean;
  onProgress?: (progress: Progress) => void;
};

/** Books that end longer ago than this were restored, not only taken over by a standby. */
const failoverMs = 120_000;
/** What is paid now may have been begun a day before. */
const vendorMarginMs = 24 * 3_600_000;
/** Where no row says when the books end. */
const longAgoMs = 30 * vendorMarginMs;

export type ReconcileReport = {
  why: string;
  /** Up to when the books went, at the latest; null when no row says so. */
  booksEndedAt: string | null;
  block: number;
  /** How many tokens the chain has, and what was done about those that the books did not know, by name: "1-7". */
  tokens: { onChain: number } & SettledTokens;
  /** Numbers of batches that the books have not. */
  batches: number[];
  signers: { signer: Address; known: number; used: number }[];
  /** The three below are null in a dry run. */
  signedOut: number | null;
  nextCustodyNumber: number | null;
  /** How many chips must be read once more before their URLs count. */
  countersDoubted: number | null;
};

/**
 * Makes books that went back in time say what the chain says, and lets the minter go on. Each step is done whole or
 * not, and once: killed anywhere it is begun again. Null when another process is at it, or when nothing is doubted and
 * nobody asked. Throws, with the minter still held, when the chain can't be read.
 */
export function reconcileBooks(deps: ReconcileDeps, how: Reconcile = {}): Promise<ReconcileReport | null> {
  return alone(deps.env.DATABASE_URL, () => (how.dryRun ? foresee(deps, how) : reconcile(deps, how)));
}

async function reconcile(deps: ReconcileDeps, how: Reconcile): Promise<ReconcileReport | null> {
  const { db, log } = deps;
  const identity = await identityOf(db);
  const held = await holdEverySigner(db, how.asked);
  if (!held) return null;
  log.warn(held, "reconciling: nothing is sent");
  crashPoint("reconcile_began");

  const signedOut = await db.transaction((tx) => forgetSignIns(tx, { before: held.doubtedAt }));
  log.info({ signedOut }, "reconciling: old sessions, sign-ups and one-time values are ended");
  crashPoint("reconcile_signed_out");
  const nextCustodyNumber = await skipCustodyNumbers(db);
  log.info({ nextCustodyNumber }, "reconciling: addresses of custody that may be somebody's are left out");
  crashPoint("reconcile_numbers_skipped");

  const { lost, signers, block, onChain } = await compare(deps, how);
  log.info({ block, onChain, unknown: lost.tokens.length, signers }, "reconciling: the chain is read");
  crashPoint("reconcile_chain_read");
  // Before the tokens: begun again after those, it would look as if nothing had been lost.
  const isFailover = how.asked === undefined && lackNothing({ lost, signers }) && isRecent(held);
  const countersDoubted = isFailover ? 0 : await db.transaction(doubtCounters);
  log.info({ countersDoubted }, "reconciling: counters of chips are doubted");
  crashPoint("reconcile_counters_doubted");
  const tokens = { onChain, ...(await settleTokens(db, lost.tokens, { dryRun: false })) };
  log.info(tokens, "reconciling: the chain's tokens are in the books");
  crashPoint("reconcile_tokens_settled");

  const report: ReconcileReport = {
    ...{ why: held.doubt, booksEndedAt: held.booksEndedAt?.toISOString() ?? null, block },
    ...{ tokens, batches: lost.batches, signers, signedOut, nextCustodyNumber, countersDoubted },
  };
  await letGo(deps, { identity, report, since: held.booksEndedAt ?? new Date(Date.now() - longAgoMs) });
  crashPoint("reconcile_ended");
  log[needsAPerson(report) ? "error" : "info"](report, "books are reconciled; the minter goes on");
  return report;
}

/** What reconciling would find. */
async function foresee(deps: ReconcileDeps, how: Reconcile): Promise<ReconcileReport> {
  const why = (await doubtOf(deps.db)) ?? how.asked ?? "";
  const { lost, signers, block, onChain } = await compare(deps, how);
  const tokens = { onChain, ...(await settleTokens(deps.db, lost.tokens, { dryRun: true })) };
  return {
    ...{ why, booksEndedAt: null, block, tokens, batches: lost.batches, signers },
    ...{ signedOut: null, nextCustodyNumber: null, countersDoubted: null },
  };
}

/** Doubts the books for what speaks against them, or because a person does: what was about to be sent is stored, or never will be. */
async function holdEverySigner(db: ReconcileDeps["db"], asked: string | undefined) {
  const seen = await doubtOf(db);
  const doubt = seen ?? asked;
  if (doubt === undefined) return null;
  await doubtBooks(db, doubt, { another: seen !== null });
  return findDoubt(db);
}

/** What the chain has at a final block and the books do not, and how many transactions of each signer both count. */
async function compare({ db, chain, env }: ReconcileDeps, { onProgress }: Reconcile) {
  const { block, facts } = await readFinalChain({
    ...{ chain, rpcUrl: env.RPC_URL[0] },
    ...(onProgress && { onProgress }),
  });
  const signers = await Promise.all(
    (await knownSigners(db)).map(async (signer) => ({
      signer,
      known: await accountedNonces(db, signer),
      // At this very block: what is mined after it is not in the facts, and must be doubted anew.
      used: await chain.client.getTransactionCount({ address: signer, blockNumber: block.number }),
    })),
  );
  const lost = await findLost(db, facts);
  return { lost, signers, block: Number(block.number), onChain: facts.tokens.size };
}
type Compared = Awaited<ReturnType<typeof compare>>;

const lackNothing = ({ lost, signers }: Pick<Compared, "lost" | "signers">) =>
  lost.tokens.length === 0 && signers.every(({ known, used }) => used <= known);

/** Whether a standby may have taken over that lacks at most a moment: what it lacks in taps is not worth a second tap of all. */
const isRecent = ({ doubtedAt, booksEndedAt }: { doubtedAt: Date; booksEndedAt: Date | null }) =>
  booksEndedAt !== null && doubtedAt.getTime() - booksEndedAt.getTime() < failoverMs;

type LetGo = { identity: Identity; report: ReconcileReport; since: Date };

/** In one transaction: the books are right in this database, the vendor is asked what they forgot, the minter wakes. */
async function letGo(deps: ReconcileDeps, { identity, report, since }: LetGo) {
  const { db, jobs } = deps;
  const { why, booksEndedAt, block, tokens, batches, signers, signedOut, countersDoubted } = report;
  await db.transaction(async (tx) => {
    await endDoubt(tx, identity);
    for (const each of signers) await accountForNonces(tx, each);
    const sinceSec = Math.floor((since.getTime() - vendorMarginMs) / 1_000);
    await jobs.add(tx, recoverPayments, { sinceSec });
    await writeAudit(tx, deps, {
      ...{ actor: "system", act: "books_reconciled", subject: "books" },
      details: {
        ...{ why, booksEndedAt, block, signedOut, countersDoubted, batches: batches.join(" ") },
        ...{ taken: tokens.taken.join(" "), given: tokens.given.join(" ") },
        ...{ soldTwice: tokens.sold_twice.join(" "), withoutGarment: tokens.no_garment.join(" ") },
      },
    });
    await wakeMinter(tx);
  });
}

/** Whether something was lost that only a person can bring to its end. */
export const needsAPerson = ({ tokens, batches }: Pick<ReconcileReport, "tokens" | "batches">) =>
  tokens.taken.length + tokens.sold_twice.length + tokens.no_garment.length + batches.length > 0;
