import { and, asc, type Column, desc, eq, inArray, isNotNull, type SQL, sql } from "drizzle-orm";
import type { Db, Tx } from "../../db/client.ts";
import { batches, garments } from "./tables.ts";

/** SQL: how many pieces of a variant are free. Reads nothing but an index. */
export function leftOfVariant(db: Db | Tx, variantId: Column) {
  return db.$count(garments, and(eq(garments.variantId, variantId), eq(garments.state, "available")));
}

/**
 * SQL: how many pieces this person may still take of the batch that a variant sells from next; null: as many as there are. A
 * hint for who collects: an order counts for itself (person-limit.ts).
 */
export function roomOfPerson(db: Db | Tx, variantId: Column, buyerId: string | null) {
  const next = db
    .select({ id: garments.batchId })
    .from(garments)
    .where(and(eq(garments.variantId, variantId), eq(garments.state, "available")))
    .orderBy(asc(garments.batchId))
    .limit(1);
  const his = and(eq(garments.batchId, batches.id), eq(garments.buyerId, sql`${buyerId}::uuid`));
  const room = sql`(${batches.perPerson} - least(${batches.perPerson}, ${db.$count(garments, his)}))::integer`;
  const row = db
    .select({ room })
    .from(batches)
    .where(eq(batches.id, sql`(${next})`));
  return sql<number | null>`(${row})`;
}

/** The unpaid order in which somebody holds pieces of a variant. Undefined: in none. */
export async function orderHolding(
  db: Db | Tx,
  { variantId, buyerId }: { variantId: string; buyerId: string },
): Promise<string | undefined> {
  const [held] = await db
    .select({ orderId: garments.orderId })
    .from(garments)
    .where(
      and(eq(garments.variantId, variantId), eq(garments.buyerId, buyerId), eq(garments.state, "reserved")),
    )
    .orderBy(desc(garments.reservedUntil))
    .limit(1);
  return held?.orderId ?? undefined;
}

/** How many pieces these orders hold unpaid, together. */
export async function countHeld(db: Db | Tx, orderIds: string[]): Promise<number> {
  if (orderIds.length === 0) return 0;
  return db.$count(garments, and(inArray(garments.orderId, orderIds), eq(garments.state, "reserved")));
}

/** SQL: whether garments of a product are of this batch. */
export function isOfBatch(db: Db | Tx, productId: Column, batchId: SQL): SQL {
  const its = db
    .select({ id: batches.id })
    .from(batches)
    .where(and(eq(batches.productId, productId), eq(batches.id, batchId)));
  return sql`exists ${its}`;
}

/** SQL: whether a product had a batch, and has none that is open. */
export function isVaulted(db: Db | Tx, productId: Column): SQL {
  const its = db
    .select({ all: sql`bool_and(${batches.vaultedAt} is not null)` })
    .from(batches)
    .where(eq(batches.productId, productId));
  return sql`coalesce(${its}, false)`;
}

/** A batch as JSON has it: its vaulting is text. */
export type JsonBatch = { number: number; cap: number; left: number; vaultedAt: string | null };

/** SQL: every batch of a product, the newest first, as JSON. */
export function batchesOf(db: Db | Tx, productId: Column) {
  const left = db.$count(garments, and(eq(garments.batchId, batches.id), eq(garments.state, "available")));
  const its = db
    .select({
      all: sql`json_agg(json_build_object('number', ${batches.id}, 'cap', ${batches.cap}, 'left', ${left}, 'vaultedAt', ${batches.vaultedAt}) order by ${batches.id} desc)`,
    })
    .from(batches)
    .where(eq(batches.productId, productId));
  return sql<JsonBatch[] | null>`${its}`;
}

/** SQL, to be joined lateral: the batch of a product that sells now. */
export function currentBatchOf(db: Db | Tx, productId: Column) {
  return db
    .select({
      number: batches.id,
      cap: batches.cap,
      vaultedAt: batches.vaultedAt,
      left: db
        .$count(garments, and(eq(garments.batchId, batches.id), eq(garments.state, "available")))
        .as("batch_left"),
    })
    .from(batches)
    .where(eq(batches.productId, productId))
    .orderBy(desc(batches.id))
    .limit(1)
    .as("current_batch");
}

/** Whether a batch of a product was ever opened. */
export async function hasBatch(tx: Tx, productId: string): Promise<boolean> {
  return (await tx.$count(batches, eq(batches.productId, productId))) > 0;
}

/** Those of these variants that garments are of, sold or not. */
export async function variantsWithGarments(tx: Tx, variantIds: string[]): Promise<string[]> {
  const rows = await tx
    .selectDistinct({ variantId: garments.variantId })
    .from(garments)
    .where(inArray(garments.variantId, variantIds));
  return rows.map(({ variantId }) => variantId);
}

/** Which piece each item of an order has, with how many of its edition there are. */
export async function garmentsOfOrder(db: Db | Tx, orderId: string) {
  return db
    .select({
      id: garments.id,
      orderItemId: garments.orderItemId,
      batchId: garments.batchId,
      serial: garments.serial,
      cap: batches.cap,
    })
    .from(garments)
    .innerJoin(batches, eq(batches.id, garments.batchId))
    .where(eq(garments.orderId, orderId));
}

/** SQL, to be joined: every garment, sold or not, with how many of its edition there are. */
export function garmentRows(db: Db | Tx) {
  return db
    .select({
      id: garments.id,
      variantId: garments.variantId,
      batchId: garments.batchId,
      serial: garments.serial,
      cap: batches.cap,
      tagHash: garments.tagHash,
      chipAddress: garments.chipAddress,
      chipPk2Address: garments.chipPk2Address,
    })
    .from(garments)
    .innerJoin(batches, eq(batches.id, garments.batchId))
    .as("garment");
}

/** Every batch, the oldest first, with how many of its pieces have a chip. */
export async function listBatches(db: Db) {
  return db
    .select({
      id: batches.id,
      productId: batches.productId,
      cap: batches.cap,
      uri: batches.uri,
      tagged: db.$count(garments, eq(garments.batchId, batches.id)),
    })
    .from(batches)
    .orderBy(asc(batches.id));
}

export async function findBatch(db: Db, batchId: number) {
  const [batch] = await db.select().from(batches).where(eq(batches.id, batchId));
  return batch;
}

/** Which variant each serial of a batch is, as far as its pieces have a chip. */
export async function garmentsOfBatch(db: Db, batchId: number) {
  return db
    .select({ serial: garments.serial, variantId: garments.variantId })
    .from(garments)
    .where(eq(garments.batchId, batchId))
    .orderBy(asc(garments.serial));
}

/** SQL, to be inserted: every garment that has a chip, with these columns beside its id. */
export function taggedGarments<Beside extends Record<string, SQL.Aliased>>(tx: Tx, beside: Beside) {
  return tx.select({ garmentId: garments.id, ...beside }).from(garments);
}

/** The garments whose token the chain has for an order that these books don't know. */
export async function listTaken(db: Db) {
  return db
    .select({ batchId: garments.batchId, serial: garments.serial, takenFor: garments.takenFor })
    .from(garments)
    .where(isNotNull(garments.takenFor));
}
