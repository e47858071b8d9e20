import { lt, sql } from "drizzle-orm";
import type { Deps } from "../../deps.ts";
import { handedSms } from "./tables.ts";

/** Forgets messages of more than thirty days ago: no job of theirs is left, and no vendor is asked for one. */
export async function sweepHandedSms({ db }: Pick<Deps, "db">): Promise<void> {
  await db.delete(handedSms).where(lt(handedSms.at, sql`now() - interval '30 days'`));
}
