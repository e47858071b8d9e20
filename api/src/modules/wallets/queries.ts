import { and, eq, gt, isNull, like, sql } from "drizzle-orm";
import { type Address, getAddress } from "viem";
import { holder } from "../../db/chain.ts";
import type { Db, Tx } from "../../db/client.ts";
import { wallets } from "./tables.ts";

const linked = isNull(wallets.unlinkedAt);

/** The addresses that stand for a person, oldest first. Lower case. */
export async function walletsOf(db: Db | Tx, userId: string) {
  return db
    .select({
      address: wallets.address,
      kind: wallets.kind,
      derivationIndex: wallets.derivationIndex,
    })
    .from(wallets)
    .where(and(eq(wallets.userId, userId), linked))
    .orderBy(wallets.createdAt);
}

/** A person's custody address and the index its key is derived from; null for people who came with a wallet. */
export async function findCustodyWallet(db: Db | Tx, userId: string) {
  const [wallet] = await db
    .select({ address: wallets.address, derivationIndex: wallets.derivationIndex })
    .from(wallets)
    .where(and(eq(wallets.userId, userId), eq(wallets.kind, "custody")));
  if (!wallet || wallet.derivationIndex === null) return null;
  return { address: wallet.address, derivationIndex: wallet.derivationIndex };
}

/** Whose address this is. `address` in any case. */
export async function findWalletOwner(db: Db | Tx, address: Address): Promise<string | null> {
  const [wallet] = await db
    .select({ userId: wallets.userId })
    .from(wallets)
    .where(and(eq(wallets.address, address), linked));
  return wallet?.userId ?? null;
}

/** Where a buyer's twins are minted to: custody, or the first wallet of somebody who came with one. */
export async function mintAddressOf(db: Db | Tx, userId: string): Promise<Address> {
  const wallets = await walletsOf(db, userId);
  const wallet = wallets.find(({ kind }) => kind === "custody") ?? wallets[0];
  if (!wallet) throw new Error(`user ${userId} has no wallet to mint to`);
  return getAddress(wallet.address);
}

/** SQL, to be joined: how many garments each person holds by the views, over all their addresses. Nobody with none. */
export function garmentsByPerson(db: Db | Tx) {
  return db
    .select({
      userId: wallets.userId,
      garments: sql<number>`sum(${holder.garments})`.mapWith(Number).as("garments"),
    })
    .from(wallets)
    .innerJoin(holder, eq(holder.address, wallets.address))
    .where(and(linked, gt(holder.garments, 0)))
    .groupBy(wallets.userId)
    .as("held");
}

/** SQL: whose address begins so. Lower case. */
export function ownersOfAddresses(db: Db | Tx, beginning: string) {
  return db
    .select({ userId: wallets.userId })
    .from(wallets)
    .where(and(linked, like(wallets.address, `${beginning}%`)));
}
