import { sql } from "drizzle-orm";
import { bigint, boolean, customType, integer, pgSchema, text } from "drizzle-orm/pg-core";
import type { Hex } from "viem";
import type { Db, Tx } from "./client.ts";

// What the indexer says, read only. These declarations repeat indexer/ponder.schema.ts, because Ponder brings another
// drizzle-orm; chain.test.ts beside this file holds the two together. drizzle-kit must not load this file: it would
// write migrations for tables that are not ours.

/** A token or design id: any uint256. */
const uint256 = customType<{ data: bigint; driverData: string }>({
  dataType: () => "numeric(78,0)",
  fromDriver: (value) => BigInt(value),
  toDriver: (value) => value.toString(),
});

/** Addresses and hashes; the indexer writes lower case, and so any case finds them. */
const hex = customType<{ data: Hex; driverData: string }>({
  dataType: () => "text",
  toDriver: (value) => value.toLowerCase(),
});

/** A whole number below 2^53: block numbers, Unix seconds, counts. */
const int8 = (name: string) => bigint(name, { mode: "number" });

const chain = pgSchema("chain");

/** Numbered production runs. */
export const batch = chain
  .view("batch", {
    batchId: int8("batch_id").notNull(),
    cap: integer("cap").notNull(),
    minted: integer("minted").notNull(),
    vaulted: boolean("vaulted").notNull(),
    uri: text("uri").notNull(),
    openedAtSec: int8("opened_at_sec").notNull(),
    openedBlock: int8("opened_block").notNull(),
    /** Both null until it is vaulted. */
    vaultedAtSec: int8("vaulted_at_sec"),
    vaultedBlock: int8("vaulted_block"),
  })
  .existing();

/** Garments' tokens, and who holds them. */
export const token = chain
  .view("token", {
    tokenId: uint256("token_id").notNull(),
    batchId: int8("batch_id").notNull(),
    serial: integer("serial").notNull(),
    owner: hex("owner").notNull(),
    tagHash: hex("tag_hash").notNull(),
    orderRef: hex("order_ref").notNull(),
    mintedAtSec: int8("minted_at_sec").notNull(),
    mintedBlock: int8("minted_block").notNull(),
    mintHash: hex("mint_hash").notNull(),
    /** The nonce of every signature about the token. */
    moves: int8("moves").notNull(),
    /** Null while the first holder has it. */
    movedAtSec: int8("moved_at_sec"),
  })
  .existing();

/** Every tag ever bound; a garment has one that is not retired. */
export const tag = chain
  .view("tag", {
    tagHash: hex("tag_hash").notNull(),
    tokenId: uint256("token_id").notNull(),
    retired: boolean("retired").notNull(),
    boundAtSec: int8("bound_at_sec").notNull(),
  })
  .existing();

/** A token's way from holder to holder; move 0 is its mint. */
export const transfer = chain
  .view("transfer", {
    /** `<tokenId>-<move>` */
    id: text("id").notNull(),
    tokenId: uint256("token_id").notNull(),
    move: int8("move").notNull(),
    from: hex("from").notNull(),
    to: hex("to").notNull(),
    kind: text("kind", { enum: ["mint", "transfer", "handover"] }).notNull(),
    /** What proved that the garment itself changed hands; null unless it is a handover. */
    proof: text("proof", { enum: ["tag", "attestation"] }),
    block: int8("block").notNull(),
    atSec: int8("at_sec").notNull(),
    hash: hex("hash").notNull(),
  })
  .existing();

/** Designs put to the vote. */
export const design = chain
  .view("design", {
    designId: uint256("design_id").notNull(),
    // uint64 on the chain: "for ever" may be far beyond any Date.
    opensAtSec: uint256("opens_at_sec").notNull(),
    closesAtSec: uint256("closes_at_sec").notNull(),
    uri: text("uri").notNull(),
    decided: boolean("decided").notNull(),
    approved: boolean("approved").notNull(),
    /** Garments, not people. */
    votes: int8("votes").notNull(),
    openedBlock: int8("opened_block").notNull(),
  })
  .existing();

/** One garment's vote for one design. */
export const ballot = chain
  .view("ballot", {
    /** `<designId>-<tokenId>` */
    id: text("id").notNull(),
    designId: uint256("design_id").notNull(),
    tokenId: uint256("token_id").notNull(),
    voter: hex("voter").notNull(),
    block: int8("block").notNull(),
    atSec: int8("at_sec").notNull(),
    hash: hex("hash").notNull(),
  })
  .existing();

/** Everybody who ever held a garment. The tribe are those who hold one now: `garments` above 0. */
export const holder = chain
  .view("holder", {
    address: hex("address").notNull(),
    garments: integer("garments").notNull(),
  })
  .existing();

export type IndexerProgress = {
  /** The last block that the views contain. */
  block: number;
  /** That block's own time, in Unix seconds. */
  blockAtSec: number;
};

/** How far the views are. Null before the indexer has run for the first time. */
export async function readIndexerProgress(db: Db | Tx): Promise<IndexerProgress | null> {
  const { rows: tables } = await db.execute<{ there: boolean }>(
    sql`select to_regclass('chain._ponder_checkpoint') is not null as there`,
  );
  if (!tables[0]?.there) return null;
  // A checkpoint is one string of digits: 10 of the block's time, 16 of the chain id, 16 of the block's number, more.
  const { rows } = await db.execute<{ block: string; at: string }>(
    sql`select substring(latest_checkpoint from 27 for 16) as block, substring(latest_checkpoint for 10) as at
        from chain._ponder_checkpoint`,
  );
  const [row] = rows;
  return row ? { block: Number(row.block), blockAtSec: Number(row.at) } : null;
}
