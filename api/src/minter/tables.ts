import { sql } from "drizzle-orm";
import {
  bigint,
  index,
  integer,
  jsonb,
  numeric,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { v7 as uuidv7 } from "uuid";
import type { Address, Hash, Hex } from "viem";
import { flux } from "../db/flux-schema.ts";
import { keysOf, mintStates, relayStates, transactionStates } from "./states.ts";

const id = () => uuid().primaryKey().$defaultFn(uuidv7);
const at = () => timestamp({ withTimezone: true });
const tokenId = () => numeric({ precision: 78, scale: 0, mode: "bigint" });

/** A signing key on the chain, and which worker holds it now. */
export const signers = flux.table("signers", {
  address: text().$type<Address>().primaryKey(),
  leaseHolder: text().notNull(),
  leaseUntil: at().notNull(),
  // Rises with every new holder: what an earlier holder still writes is refused by it.
  fence: bigint({ mode: "number" }).notNull(),
  // Up to here it is known why the chain counts more of its transactions than rows do: they were lost, or are another's.
  accountedNonces: integer().notNull().default(0),
});

/** One row for every nonce FLUX used, and the call that takes it. */
export const transactions = flux.table(
  "transactions",
  {
    id: id(),
    signer: text().$type<Address>().notNull(),
    nonce: integer().notNull(),
    // A fill does nothing: it takes a nonce that nothing else will, so that those behind it are not stuck.
    purpose: text({ enum: ["mint", "relay", "fill"] }).notNull(),
    /** Of its sends the one that counts: that was mined, else the newest. */
    hash: text().$type<Hash>().notNull().unique(),
    state: text({ enum: keysOf(transactionStates) })
      .notNull()
      .default("stored"),
    storedAt: at().notNull().defaultNow(),
    /** When a node first took one of its sends. */
    sentAt: at(),
    minedAt: at(),
    blockNumber: bigint({ mode: "bigint" }),
    blockHash: text().$type<Hash>(),
    gasUsed: bigint({ mode: "bigint" }),
    feeWei: numeric({ precision: 78, scale: 0, mode: "bigint" }),
  },
  (table) => [
    // A nonce that another's transaction took is free again should that one vanish.
    uniqueIndex("transactions_nonce").on(table.signer, table.nonce).where(sql`state <> 'displaced'`),
    // The highest nonce of a signer is asked for each round.
    index("transactions_nonces").on(table.signer, table.nonce),
    index("transactions_open").on(table.signer, table.nonce).where(sql`state in ('stored', 'sent', 'mined')`),
    index("transactions_mined").on(table.minedAt),
  ],
);

/**
 * Signed bytes, stored before they are sent: a transaction's first, and each replacement under its nonce. Any of them
 * may be mined, so none is ever forgotten.
 */
export const sends = flux.table(
  "sends",
  {
    hash: text().$type<Hash>().primaryKey(),
    transactionId: uuid()
      .notNull()
      .references(() => transactions.id),
    raw: text().$type<Hex>().notNull(),
    storedAt: at().notNull().defaultNow(),
    /** When it was last given to a node. */
    triedAt: at(),
    /** When a node first took it; null as long as none did. */
    takenAt: at(),
    /** What a node last said against it. */
    refusal: text(),
  },
  (table) => [index().on(table.transactionId)],
);

/** What mints and relays share: a request waits for a transaction that carries it. */
const request = () => ({
  id: id(),
  transactionId: uuid().references(() => transactions.id),
  // How often it was put off. After the first time it travels alone, so that it holds up nobody.
  tries: integer().notNull().default(0),
  dueAt: at().notNull().defaultNow(),
  failure: text(),
  requestedAt: at().notNull().defaultNow(),
});

/**
 * A paid garment on its way to its owner. The garment is the key: it is minted once. A line of an order has one that is
 * not given up, at most.
 */
export const mints = flux.table(
  "mints",
  {
    ...request(),
    garmentId: uuid().notNull().unique(),
    orderItemId: uuid().notNull(),
    to: text().$type<Address>().notNull(),
    tokenId: tokenId().notNull().unique(),
    tagHash: text().$type<Hex>().notNull(),
    orderRef: text().$type<Hex>().notNull(),
    state: text({ enum: keysOf(mintStates) })
      .notNull()
      .default("queued"),
  },
  (table) => [
    index("mints_due").on(table.dueAt).where(sql`state = 'queued'`),
    index().on(table.transactionId),
    index().on(table.orderItemId),
    // Whoever waits for one garment is given another one only when the first will never be.
    uniqueIndex("mints_one_a_line").on(table.orderItemId).where(sql`state <> 'given_up'`),
    index("mints_receiver").on(sql`lower(${table.to})`),
  ],
);

/** What a relay does. Numbers of the chain are decimal strings: this is JSON. */
export type RelayAct =
  | { kind: "transfer"; tokenId: string; from: Address; to: Address; moves: string }
  | { kind: "vote"; designId: string; voter: Address; tokenIds: string[]; signed?: SignedBallot };
/** A ballot that the voter's own wallet signed. Without it custody signs. */
export type SignedBallot = { deadline: string; signature: Hex };

/** Something a person signed, or lets custody sign, and the relayer pays for. */
export const relays = flux.table(
  "relays",
  {
    ...request(),
    // Says what it does: the same act asked for twice is one relay.
    key: text().notNull().unique(),
    userId: uuid().notNull(),
    /** Which key of custody signs it; null for what the person signed. */
    custodyIndex: integer(),
    act: jsonb().$type<RelayAct>().notNull(),
    state: text({ enum: keysOf(relayStates) })
      .notNull()
      .default("queued"),
  },
  (table) => [
    index("relays_due").on(table.dueAt).where(sql`state = 'queued'`),
    index().on(table.transactionId),
    index().on(table.userId),
  ],
);
