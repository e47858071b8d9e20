import type pg from "pg";

/** Where nobody listens: for whom a bench does not speak to. */
export const nobody = "http://127.0.0.1:9";

/** Contracts of a chain that nothing asks. */
export const noDeployment = {
  ...{ chainId: 31_337, startBlock: 0, genesisHash: `0x${"0".repeat(64)}` as const },
  ...{ FluxGarment: `0x${"a".repeat(40)}` as const, FluxVoting: `0x${"b".repeat(40)}` as const },
};

/** What the indexer shows, as far as signing in asks: nobody holds anything. */
export async function giveNoHolders(db: pg.Pool) {
  await db.query("create schema chain");
  await db.query("create view chain.holder as select ''::text as address, 0 as garments where false");
}
