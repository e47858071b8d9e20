import { sql } from "drizzle-orm";
import { audit } from "../audit/tables.ts";
import type { Db, Tx } from "../db/client.ts";
import { mints } from "../minter/tables.ts";
import { orderItems, orders } from "../modules/orders/tables.ts";
import { paymentAttempts, payments, refunds } from "../modules/payments/tables.ts";
import { batches, garments } from "../modules/stock/tables.ts";
import { wallets } from "../modules/wallets/tables.ts";
import { readExceptions } from "./exceptions.ts";
import { readViews } from "./read-views.ts";

/** Everything that is held against the chain, as it stood at one moment. */
export type Books = Awaited<ReturnType<typeof readRows>>;
export type BookedOrder = Books["orders"][number];
export type BookedItem = Books["items"][number];
export type BookedGarment = Books["garments"][number];
export type BookedMint = Books["mints"][number];

/** Reads the books by one snapshot: what is written meanwhile is in none of its parts. Writes nothing. */
export function readBooks(db: Pick<Db, "transaction">): Promise<Books> {
  return db.transaction(readRows, { isolationLevel: "repeatable read", accessMode: "read only" });
}

async function readRows(tx: Tx) {
  const { rows: clock } = await tx.execute<{ ms: string }>(
    sql`select extract(epoch from clock_timestamp()) * 1000 as ms`,
  );
  return {
    /** The database's clock, Unix milliseconds: ages are told by it. */
    atMs: Number(clock[0]?.ms),
    orders: await tx
      .select({
        id: orders.id,
        number: orders.number,
        userId: orders.userId,
        state: orders.state,
        subtotalPaise: orders.subtotalPaise,
        totalPaise: orders.totalPaise,
      })
      .from(orders),
    items: await tx
      .select({ id: orderItems.id, orderId: orderItems.orderId, unitPricePaise: orderItems.unitPricePaise })
      .from(orderItems),
    garments: await tx
      .select({
        id: garments.id,
        batchId: garments.batchId,
        serial: garments.serial,
        tagHash: garments.tagHash,
        chipAddress: garments.chipAddress,
        state: garments.state,
        orderItemId: garments.orderItemId,
      })
      .from(garments),
    batches: await tx.select({ id: batches.id, cap: batches.cap }).from(batches),
    mints: await tx
      .select({
        garmentId: mints.garmentId,
        orderItemId: mints.orderItemId,
        to: mints.to,
        tokenId: mints.tokenId,
        state: mints.state,
        failure: mints.failure,
        requestedAt: mints.requestedAt,
      })
      .from(mints),
    payments: await tx
      .select({ id: payments.id, orderId: payments.orderId, amountPaise: payments.amountPaise })
      .from(payments),
    attempts: await tx
      .select({
        id: paymentAttempts.id,
        paymentId: paymentAttempts.paymentId,
        providerPaymentId: paymentAttempts.providerPaymentId,
        state: paymentAttempts.state,
        amountPaise: paymentAttempts.amountPaise,
        verdict: paymentAttempts.verdict,
        problem: paymentAttempts.problem,
        updatedAt: paymentAttempts.updatedAt,
      })
      .from(paymentAttempts),
    refunds: await tx
      .select({
        attemptId: refunds.attemptId,
        orderItemId: refunds.orderItemId,
        amountPaise: refunds.amountPaise,
        state: refunds.state,
        createdAt: refunds.createdAt,
      })
      .from(refunds),
    wallets: await tx
      .select({
        userId: wallets.userId,
        address: wallets.address,
        kind: wallets.kind,
        createdAt: wallets.createdAt,
      })
      .from(wallets),
    /** Who asked that a token leave custody. */
    sendings: await tx
      .select({ tokenId: audit.subject, details: audit.details })
      .from(audit)
      .where(sql`${audit.act} = 'garment_sent'`),
    exceptions: await readExceptions(tx),
    views: await readViews(tx),
  };
}
