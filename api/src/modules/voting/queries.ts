import { and, desc, eq, inArray, isNull, lt, notExists, or, sql } from "drizzle-orm";
import { ballot, design, token } from "../../db/chain.ts";
import type { Db, Tx } from "../../db/client.ts";
import { designs } from "./tables.ts";

const columns = {
  id: design.designId,
  opensAtSec: design.opensAtSec,
  closesAtSec: design.closesAtSec,
  decided: design.decided,
  approved: design.approved,
  votes: design.votes,
  uri: design.uri,
  title: designs.title,
  description: designs.description,
  picture: designs.picture,
};
const allDesigns = (db: Db | Tx) =>
  db
    .select(columns)
    .from(design)
    .leftJoin(designs, eq(designs.id, sql`${design.designId}`));

/** A page of designs, the newest first. */
export async function listDesigns(
  db: Db | Tx,
  { before, limit }: { before: bigint | undefined; limit: number },
) {
  return allDesigns(db)
    .where(before === undefined ? undefined : lt(design.designId, before))
    .orderBy(desc(design.designId))
    .limit(limit);
}
export type DesignRow = Awaited<ReturnType<typeof listDesigns>>[number];

export async function findDesign(db: Db | Tx, id: bigint): Promise<DesignRow | undefined> {
  const [row] = await allDesigns(db).where(eq(design.designId, id));
  return row;
}

/** Of the garments at these addresses, those that may still vote on a design. */
export async function votingGarments(db: Db | Tx, { addresses, designId, opensAtSec }: VotingGarments) {
  if (addresses.length === 0) return [];
  const voted = db
    .select({ id: ballot.id })
    .from(ballot)
    .where(and(eq(ballot.designId, designId), eq(ballot.tokenId, token.tokenId)));
  return db
    .select({ tokenId: token.tokenId, owner: token.owner })
    .from(token)
    .where(
      and(
        inArray(token.owner, addresses),
        or(
          isNull(token.movedAtSec),
          lt(sql`${token.movedAtSec}::numeric`, sql`${opensAtSec.toString()}::numeric`),
        ),
        notExists(voted),
      ),
    )
    .orderBy(token.tokenId);
}
type VotingGarments = { addresses: `0x${string}`[]; designId: bigint; opensAtSec: bigint };

/** How many garments of these addresses voted on a design. */
export async function votesCastBy(
  db: Db | Tx,
  { addresses, designId }: { addresses: `0x${string}`[]; designId: bigint },
) {
  if (addresses.length === 0) return 0;
  return db.$count(ballot, and(eq(ballot.designId, designId), inArray(ballot.voter, addresses)));
}
