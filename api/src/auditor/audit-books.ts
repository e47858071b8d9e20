import type { Deployment } from "@flux/contracts";
import type { Db } from "../db/client.ts";
import { compareBatches } from "./compare-batches.ts";
import { compareMoney, isPaid } from "./compare-money.ts";
import { comparePieces } from "./compare-pieces.ts";
import { compareTokens } from "./compare-tokens.ts";
import { compareViews } from "./compare-views.ts";
import { createFindings, type Difference, type UnderWay } from "./findings.ts";
import type { ChainFacts } from "./fold-events.ts";
import { limitsOf } from "./limits.ts";
import { type Books, readBooks } from "./read-books.ts";
import { readChain } from "./read-chain.ts";
import type { Progress } from "./read-logs.ts";
import { nameOf } from "./words.ts";

type AuditBooks = {
  db: Pick<Db, "transaction">;
  /** Any node of the chain that FLUX is deployed on. */
  rpcUrl: string;
  deployment: Deployment;
  /** What is under way for longer is a difference. Minutes. */
  limitMin: number;
  onProgress?: (progress: Progress) => void;
};

export type AuditProgress = Progress;

export type AuditReport = {
  /** No difference was found. */
  ok: boolean;
  chainId: number;
  block: { number: number; atSec: number };
  /** How many of each were held against each other. */
  compared: Record<"orders" | "paidPieces" | "tokens" | "batches", number> & {
    capturedPaise: number;
    refundedPaise: number;
    /** The block that the indexer's views stand at; null where there are none. */
    viewsAtBlock: number | null;
  };
  differences: Difference[];
  underWay: UnderWay[];
  /** What the brand says of tokens that no order explains. `token` is "batch-serial". */
  exceptions: { token: string; reason: string; by: string; at: string }[];
};

/**
 * Holds the books against the chain. The chain's block is taken first and the books' snapshot after it: every act is
 * in the books before it is on chain, so whatever that block has, the snapshot knows. What the books have beyond it is
 * under way, and looked for on chain once more before it is called missing. Throws when either can't be read whole.
 */
export async function auditBooks({
  db,
  rpcUrl,
  deployment,
  limitMin,
  onProgress,
}: AuditBooks): Promise<AuditReport> {
  const limits = limitsOf(limitMin);
  const chain = await readChain({ rpcUrl, deployment, ...(onProgress && { onProgress }) });
  const books = await readBooks(db);

  const findings = createFindings();
  const wrongMoney = compareMoney(books, limits, findings);
  const { pieces, explained } = comparePieces(books, wrongMoney, findings);
  const missing = pieces.map(({ tokenId }) => tokenId).filter((tokenId) => !chain.facts.tokens.has(tokenId));
  const mintedSince = await chain.mintedSince(missing);
  compareTokens({ books, pieces, explained, chain: chain.facts, mintedSince, limits }, findings);
  compareBatches(books, chain.facts, findings);
  const { views } = books;
  if (views) {
    const chainThere = await chain.factsAt(BigInt(views.progress.block));
    compareViews({ views, chain: chainThere, headAtSec: chain.block.atSec, limits }, findings);
  }

  return {
    ok: findings.differences.length === 0,
    chainId: deployment.chainId,
    block: { number: Number(chain.block.number), atSec: chain.block.atSec },
    compared: countCompared(books, chain.facts),
    differences: findings.differences,
    underWay: findings.underWay,
    exceptions: [...books.exceptions.values()].map(({ tokenId, reason, by, at }) => ({
      ...{ token: nameOf(tokenId), reason, by, at: at.toISOString() },
    })),
  };
}

function countCompared(books: Books, { tokens }: ChainFacts): AuditReport["compared"] {
  const paid = new Set(books.orders.filter(isPaid).map(({ id }) => id));
  const captured = books.attempts.filter(({ state }) => state === "captured" || state === "refunded");
  const back = Map.groupBy(
    books.refunds.filter(({ state }) => state === "processed"),
    ({ attemptId }) => attemptId,
  );
  const backOf = (attemptId: string) =>
    sum((back.get(attemptId) ?? []).map(({ amountPaise }) => amountPaise));
  const refunded = new Set(books.refunds.map(({ orderItemId }) => orderItemId));
  return {
    orders: books.orders.length,
    paidPieces: books.items.filter(({ id, orderId }) => paid.has(orderId) && !refunded.has(id)).length,
    tokens: tokens.size,
    batches: books.batches.length,
    capturedPaise: sum(captured.map(({ amountPaise }) => amountPaise ?? 0)),
    refundedPaise: sum(
      captured.map(({ id, state, amountPaise }) => (state === "refunded" ? (amountPaise ?? 0) : backOf(id))),
    ),
    viewsAtBlock: books.views?.progress.block ?? null,
  };
}

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
