import { and, desc, eq, inArray, like, sql } from "drizzle-orm";
import type { Address, Hex } from "viem";
import { token } from "../db/chain.ts";
import type { Db, Tx } from "../db/client.ts";
import { transferKey } from "./request-relay.ts";
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
};

/** The mints of an order's items, each with the transaction that carries it once there is one. */
export async function mintsOfOrder(db: Db | Tx, orderItemIds: string[]) {
  if (orderItemIds.length === 0) return [];
  return db
    .select(mintWithTransaction)
    .from(mints)
    .leftJoin(transactions, eq(transactions.id, mints.transactionId))
    .where(inArray(mints.orderItemId, orderItemIds));
}

/** The last time that somebody sent this garment out of custody; null if they never did. */
export async function lastTransferOf(db: Db, { userId, tokenId }: { userId: string; tokenId: bigint }) {
  const [relay] = await db
    .select(relayWithTransaction)
    .from(relays)
    .leftJoin(transactions, eq(transactions.id, relays.transactionId))
    .where(and(eq(relays.userId, userId), like(relays.key, transferKey(tokenId, "%"))))
    .orderBy(desc(relays.requestedAt))
    .limit(1);
  return relay?.act.kind === "transfer" ? { ...relay, to: relay.act.to } : null;
}

export type MintOfToken = Awaited<ReturnType<typeof mintsOfTokens>>[number];

/** The mints of these tokens, each with the transaction that carries it. */
export function mintsOfTokens(db: Db, tokenIds: bigint[]) {
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
    .where(inArray(mints.tokenId, tokenIds));
}

export type RelayOfToken = Awaited<ReturnType<typeof relaysByKey>>[number];

/** Relays by what they do, each with the transaction that carries it. */
export function relaysByKey(db: Db, keys: string[]) {
  return db
    .select({ ...relayWithTransaction, key: relays.key, userId: relays.userId })
    .from(relays)
    .leftJoin(transactions, eq(transactions.id, relays.transactionId))
    .where(inArray(relays.key, keys));
}

/** Token ids that these addresses hold, or will hold once their mint is through, from `after` on. */
export async function tokensOf(
  db: Db,
  { addresses, after, limit }: { addresses: Address[]; after: bigint; limit: number },
): Promise<bigint[]> {
  if (addresses.length === 0) return [];
  const holders = addresses.map((address) => address.toLowerCase());
  const { rows } = await db.execute<{ token_id: string }>(sql`
    select token_id from ${token} where owner in ${holders} and token_id > ${after}
    union
    select token_id from ${mints}
    where lower("to") in ${holders} and state <> 'parked' and token_id > ${after}
      and not exists (select from ${token} seen where seen.token_id = ${mints.tokenId})
    order by token_id limit ${limit}`);
  return rows.map((row) => BigInt(row.token_id));
}

/** For which order each token is minted, or was, as far as these books know. */
export async function orderRefsOfTokens(db: Db): Promise<Map<bigint, Hex>> {
  const rows = await db.select({ tokenId: mints.tokenId, orderRef: mints.orderRef }).from(mints);
  return new Map(rows.map(({ tokenId, orderRef }) => [tokenId, orderRef]));
}
