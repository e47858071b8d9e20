import type { SessionUser } from "../../caller.ts";
import type { Deps } from "../../deps.ts";
import { inOneMoment } from "../../http/as-of.ts";
import { awaitOwnActs } from "../../minter/await-own-acts.ts";
import { votesMinedAfter } from "../../minter/queries.ts";
import { readerOf } from "../twins/reader.ts";
import { votingErrors } from "./errors.ts";
import { findDesign, votesCastBy, votingGarments } from "./queries.ts";

type ReadResults = { designId: bigint; user: SessionUser | null };

/**
 * How a vote stands, of one moment; with what the reader voted a moment ago, from its receipt where the views do not have it.
 * Throws `design_not_found`; `unavailable` while the views are being rebuilt.
 */
export async function readResults(deps: Deps, { designId, user }: ReadResults) {
  const { addresses } = await readerOf(deps.db, user);
  if (user) await awaitOwnActs(deps.db, { userId: user.id, addresses });
  return inOneMoment(deps, async (tx, { block }) => {
    const design = await findDesign(tx, designId);
    if (!design) throw votingErrors.design_not_found();
    const seen = await votesCastBy(tx, { addresses, designId });
    const able = await votingGarments(tx, { addresses, designId, opensAtSec: design.opensAtSec });
    const unseen = user ? await votesMinedAfter(tx, { userId: user.id, designId, block }) : 0;
    const yours = user && { cast: seen + unseen, left: Math.max(0, able.length - unseen) };
    return { design, votes: design.votes + unseen, yours, unseen };
  });
}
export type Results = Awaited<ReturnType<typeof readResults>>;
