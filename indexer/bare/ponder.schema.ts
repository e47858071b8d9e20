import { onchainTable } from "ponder";

// The least that can be kept of each event: what it says, once, without an index. bench/index.ts holds the indexer against it.

export const batch = onchainTable("batch", (t) => ({
  batchId: t.int8({ mode: "number" }).primaryKey(),
  cap: t.integer().notNull(),
  uri: t.text().notNull(),
}));

export const batchChange = onchainTable("batch_change", (t) => ({
  /** Ponder's id of the event, here and below. */
  id: t.text().primaryKey(),
  batchId: t.int8({ mode: "number" }).notNull(),
}));

export const token = onchainTable("token", (t) => ({
  tokenId: t.bigint().primaryKey(),
  owner: t.hex().notNull(),
  tagHash: t.hex().notNull(),
  orderRef: t.hex().notNull(),
}));

export const transfer = onchainTable("transfer", (t) => ({
  id: t.text().primaryKey(),
  tokenId: t.bigint().notNull(),
  from: t.hex().notNull(),
  to: t.hex().notNull(),
}));

export const handover = onchainTable("handover", (t) => ({
  id: t.text().primaryKey(),
  tokenId: t.bigint().notNull(),
}));

export const tag = onchainTable("tag", (t) => ({
  tagHash: t.hex().primaryKey(),
  tokenId: t.bigint().notNull(),
}));

export const design = onchainTable("design", (t) => ({
  designId: t.bigint().primaryKey(),
  uri: t.text().notNull(),
}));

export const decision = onchainTable("decision", (t) => ({
  designId: t.bigint().primaryKey(),
  approved: t.boolean().notNull(),
}));

export const ballot = onchainTable("ballot", (t) => ({
  id: t.text().primaryKey(),
  designId: t.bigint().notNull(),
  tokenId: t.bigint().notNull(),
  voter: t.hex().notNull(),
}));
