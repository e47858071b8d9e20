import { index, onchainTable } from "ponder";

// What the chain says, one table for each word of FLUX. The API reads these as the views of the schema `chain`
// (api/src/db/chain.ts declares them again; a test holds the two together). `…Sec` are Unix seconds. Numbers that
// the contracts bound far below 2^53 are int8, the others numeric.

/** One numbered production run. */
export const batch = onchainTable("batch", (t) => ({
  batchId: t.int8({ mode: "number" }).primaryKey(),
  cap: t.integer().notNull(),
  minted: t.integer().notNull(),
  vaulted: t.boolean().notNull(),
  uri: t.text().notNull(),
  openedAtSec: t.int8({ mode: "number" }).notNull(),
  openedBlock: t.int8({ mode: "number" }).notNull(),
  /** Both null until it is vaulted. */
  vaultedAtSec: t.int8({ mode: "number" }),
  vaultedBlock: t.int8({ mode: "number" }),
}));

/** One garment's token, and who holds it. */
export const token = onchainTable(
  "token",
  (t) => ({
    tokenId: t.bigint().primaryKey(),
    batchId: t.int8({ mode: "number" }).notNull(),
    serial: t.integer().notNull(),
    owner: t.hex().notNull(),
    tagHash: t.hex().notNull(),
    orderRef: t.hex().notNull(),
    mintedAtSec: t.int8({ mode: "number" }).notNull(),
    mintedBlock: t.int8({ mode: "number" }).notNull(),
    mintHash: t.hex().notNull(),
    /** The nonce of every signature about it. */
    moves: t.int8({ mode: "number" }).notNull(),
    /** Null while the first holder has it. */
    movedAtSec: t.int8({ mode: "number" }),
  }),
  (table) => ({ byOwner: index().on(table.owner), byBatch: index().on(table.batchId, table.serial) }),
);

/** Every tag that was ever bound; a garment has one that is not retired. */
export const tag = onchainTable(
  "tag",
  (t) => ({
    tagHash: t.hex().primaryKey(),
    tokenId: t.bigint().notNull(),
    retired: t.boolean().notNull(),
    boundAtSec: t.int8({ mode: "number" }).notNull(),
  }),
  (table) => ({ byToken: index().on(table.tokenId) }),
);

/** A token's way from holder to holder: move 0 is its mint. */
export const transfer = onchainTable(
  "transfer",
  (t) => ({
    /** `<tokenId>-<move>` */
    id: t.text().primaryKey(),
    tokenId: t.bigint().notNull(),
    move: t.int8({ mode: "number" }).notNull(),
    from: t.hex().notNull(),
    to: t.hex().notNull(),
    kind: t.text({ enum: ["mint", "transfer", "handover"] }).notNull(),
    /** What proved that the garment itself changed hands; null unless it is a handover. */
    proof: t.text({ enum: ["tag", "attestation"] }),
    block: t.int8({ mode: "number" }).notNull(),
    atSec: t.int8({ mode: "number" }).notNull(),
    hash: t.hex().notNull(),
  }),
  (table) => ({ byToken: index().on(table.tokenId, table.move) }),
);

/** A design put to the vote. */
export const design = onchainTable("design", (t) => ({
  designId: t.bigint().primaryKey(),
  // uint64 on the chain: larger than int8.
  opensAtSec: t.bigint().notNull(),
  closesAtSec: t.bigint().notNull(),
  uri: t.text().notNull(),
  decided: t.boolean().notNull(),
  approved: t.boolean().notNull(),
  /** Garments, not people. */
  votes: t.int8({ mode: "number" }).notNull(),
  openedBlock: t.int8({ mode: "number" }).notNull(),
}));

/** One garment's vote for one design. */
export const ballot = onchainTable(
  "ballot",
  (t) => ({
    /** `<designId>-<tokenId>` */
    id: t.text().primaryKey(),
    designId: t.bigint().notNull(),
    tokenId: t.bigint().notNull(),
    voter: t.hex().notNull(),
    block: t.int8({ mode: "number" }).notNull(),
    atSec: t.int8({ mode: "number" }).notNull(),
    hash: t.hex().notNull(),
  }),
  (table) => ({ byDesign: index().on(table.designId), byVoter: index().on(table.voter) }),
);

/** Everybody who ever held a garment. The tribe are those who hold one now: `garments` above 0. */
export const holder = onchainTable("holder", (t) => ({
  address: t.hex().primaryKey(),
  garments: t.integer().notNull(),
}));
