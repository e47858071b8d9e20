import { and, asc, desc, eq, gt, inArray, ne, sql } from "drizzle-orm";
import type { Address, Hex } from "viem";
import { token } from "../db/chain.ts";
import type { Db, Tx } from "../db/client.ts";
import { mints, relays, transactions } from "./tables.ts";

const mintWithTransaction = {
  id: mints.id,
  garmentId: mints.garmentId,
  orderItemId: mints.orderItemId,
  to: mints.to,
  tokenId: mints.tokenId,
  tagHash: mints.tagHash,
  state: mints.state,
  failure: mints.failure,
  dueAt: mints.dueAt,
  requestedAt: mints.requestedAt,
  hash: transactions.hash,
  sentAt: transactions.sentAt,
  minedAt: transactions.minedAt,
  blockNumber: transactions.blockNumber,
  gasUsed: transactions.gasUsed,
};

const relayWithTransaction = {
  id: relays.id,
  act: relays.act,
  state: relays.state,
  failure: relays.failure,
  requestedAt: relays.requestedAt,
  hash: transactions.hash,
  block: transactions.blockNumber,
  minedAt: transactions.minedAt,
};

/** What waits to be ended, the oldest first: its ids. */
export async function listParkedMints(db: Db): Promise<string[]> {
  const rows = await db
    .select({ id: mints.id })
    .from(mints)
    .where(eq(mints.state, "parked"))
    .orderBy(asc(mints.requestedAt));
  return rows.map(({ id }) => id);
}

/**
 * The mints of an order's items, the newest first, each with the transaction that carries it once there is one. An item has
 * more than one where the first was given up.
 */
export async function mintsOfOrder(db: Db | Tx, orderItemIds: string[]) {
  if (orderItemIds.length === 0) return [];
  return db
    .select(mintWithTransaction)
    .from(mints)
    .leftJoin(transactions, eq(transactions.id, mints.transactionId))
    .where(inArray(mints.orderItemId, orderItemIds))
    .orderBy(desc(mints.requestedAt));
}

/** All that somebody had sent and cast at FLUX's cost, the newest first. */
export async function relaysOf(db: Db | Tx, userId: string) {
  return db
    .select(relayWithTransaction)
    .from(relays)
    .leftJoin(transactions, eq(transactions.id, relays.transactionId))
    .where(eq(relays.userId, userId))
    .orderBy(desc(relays.requestedAt));
}

export type MintOfToken = Awaited<ReturnType<typeof mintsOfTokens>>[number];

/** The mints of these tokens that were not given up, each with the transaction that carries it. */
export function mintsOfTokens(db: Db | Tx, tokenIds: bigint[]) {
  return db
    .select({
      tokenId: mints.tokenId,
      to: mints.to,
      state: mints.state,
      hash: transactions.hash,
      block: transactions.blockNumber,
      minedAt: transactions.minedAt,
    })
    .from(mints)
    .leftJoin(transactions, eq(transactions.id, mints.transactionId))
    .where(and(inArray(mints.tokenId, tokenIds), ne(mints.state, "given_up")));
}

export type RelayOfToken = Awaited<ReturnType<typeof relaysByKey>>[number];

/** Relays by what they do, each with the transaction that carries it. */
export function relaysByKey(db: Db | Tx, keys: string[]) {
  return db
    .select({ ...relayWithTransaction, key: relays.key, userId: relays.userId })
    .from(relays)
    .leftJoin(transactions, eq(transactions.id, relays.transactionId))
    .where(inArray(relays.key, keys));
}

/** How far a relay is, and why it went no further. */
export async function findRelayState(db: Db | Tx, id: string) {
  const { state, failure } = relays;
  const [relay] = await db.select({ state, failure }).from(relays).where(eq(relays.id, id));
  return relay;
}

/** How many garments of a person voted on a design in blocks after this one: their receipts are here, the views are not there. */
export async function votesMinedAfter(
  db: Db | Tx,
  { userId, designId, block }: { userId: string; designId: bigint; block: number },
): Promise<number> {
  const rows = await db
    .select({ act: relays.act })
    .from(relays)
    .innerJoin(transactions, eq(transactions.id, relays.transactionId))
    .where(
      and(
        eq(relays.userId, userId),
        inArray(relays.state, ["mined", "final"]),
        gt(transactions.blockNumber, BigInt(block)),
        sql`${relays.act}->>'designId' = ${String(designId)}`,
      ),
    );
  return rows.reduce((sum, { act }) => sum + (act.kind === "vote" ? act.tokenIds.length : 0), 0);
}

/** Token ids that these addresses hold, or will hold once their mint is through, from `after` on. */
export async function tokensOf(
  db: Db | Tx,
  { addresses, after, limit }: { addresses: Address[]; after: bigint; limit: number },
): Promise<bigint[]> {
  if (addresses.length === 0) return [];
  const holders = addresses.map((address) => address.toLowerCase());
  const { rows } = await db.execute<{ token_id: string }>(sql`
    select token_id from ${token} where owner in ${holders} and token_id > ${after}
    union
    select token_id from ${mints}
    where lower("to") in ${holders} and state not in ('parked', 'given_up') and token_id > ${after}
      and not exists (select from ${token} seen where seen.token_id = ${mints.tokenId})
    order by token_id limit ${limit}`);
  return rows.map((row) => BigInt(row.token_id));
}

/** For which order each token is minted, or was, as far as these books know. */
export async function orderRefsOfTokens(db: Db): Promise<Map<bigint, Hex>> {
  const rows = await db.select({ tokenId: mints.tokenId, orderRef: mints.orderRef }).from(mints);
  return new Map(rows.map(({ tokenId, orderRef }) => [tokenId, orderRef]));
}
