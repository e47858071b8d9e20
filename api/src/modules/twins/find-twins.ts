import { batchAndSerialOf, tokenIdOf } from "@flux/contracts";
import { inArray } from "drizzle-orm";
import { token } from "../../db/chain.ts";
import type { Db, Tx } from "../../db/client.ts";
import { type MintOfToken, mintsOfTokens, type RelayOfToken, relaysByKey } from "../../minter/queries.ts";
import { transferKey } from "../../minter/request-relay.ts";
import { type DepartureRow, waitingOf } from "../departures/queries.ts";
import { findGarments, type TwinGarment } from "./find-garments.ts";

/** What a twin tells of a token, by the views or by the chain itself, which does not say where it was minted. */
export type TokenFacts = Pick<typeof token.$inferSelect, "owner" | "tagHash" | "moves"> &
  Partial<Pick<typeof token.$inferSelect, "mintHash" | "mintedBlock">>;

/** A garment, its token as the indexer has it, and what is on its way to the chain. */
export type Twin = {
  tokenId: bigint;
  garment: TwinGarment;
  /** Null until the indexer has seen the mint. */
  token: TokenFacts | null;
  mint: MintOfToken | null;
  /** The garment leaving custody; null when the present holder has not sent it. */
  sending: RelayOfToken | null;
  /** The garment that will leave custody unless it is stopped; for its holder's eyes. */
  waiting: DepartureRow | null;
};

/** The twins of these tokens, in their order. Ids that no garment has are left out. */
export async function findTwins(db: Db | Tx, tokenIds: bigint[]): Promise<Twin[]> {
  const garments = await findGarments(db, tokenIds.map(batchAndSerialOf));
  const byId = new Map(garments.map((garment) => [tokenIdOf(garment.batchId, garment.serial), garment]));
  const ids = tokenIds.filter((tokenId) => byId.has(tokenId));
  if (ids.length === 0) return [];
  // One after the other: in a transaction they share a connection.
  const tokens = await db.select().from(token).where(inArray(token.tokenId, ids));
  const minted = await mintsOfTokens(db, ids);
  const movesOf = (tokenId: bigint) => tokens.find((row) => row.tokenId === tokenId)?.moves ?? 0;
  const sent = await relaysByKey(
    db,
    ids.map((tokenId) => transferKey(tokenId, BigInt(movesOf(tokenId)))),
  );
  const waiting = await waitingOf(db, ids);
  return ids.flatMap((tokenId) => {
    const garment = byId.get(tokenId);
    if (!garment) return [];
    return {
      tokenId,
      garment,
      token: tokens.find((row) => row.tokenId === tokenId) ?? null,
      mint: minted.find((row) => row.tokenId === tokenId) ?? null,
      sending: sent.find(({ key }) => key === transferKey(tokenId, BigInt(movesOf(tokenId)))) ?? null,
      waiting: waiting.find((row) => row.tokenId === tokenId) ?? null,
    };
  });
}
