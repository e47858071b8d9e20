import type { SessionUser } from "../../caller.ts";
import type { ApiDeps } from "../../deps.ts";
import { endSessionsOf } from "../auth/end-session.ts";
import { blockPerson } from "../users/block-person.ts";

/**
 * Blocks a person and ends their sessions, so that none comes to life again with them. Blocked already: the reason is
 * replaced. Throws `user_not_found`, `not_allowed`, `cannot_block_yourself`.
 */
export async function shutOutPerson(
  deps: Pick<ApiDeps, "db" | "log">,
  block: { actor: SessionUser; userId: string; reason: string },
): Promise<void> {
  await deps.db.transaction(async (tx) => {
    await blockPerson(tx, deps, block);
    await endSessionsOf(tx, { userId: block.userId });
  });
}
