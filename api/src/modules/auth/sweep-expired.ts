import { lt, sql } from "drizzle-orm";
import type { Deps } from "../../deps.ts";
import { sweepRateLimits } from "../../limits/rate-limits.ts";
import { registrations, sessions, verifications } from "./tables.ts";

/** Deletes what has expired: sessions, sign-ups that were never proven, one-time values, old counters. */
export async function sweepExpired({ db }: Pick<Deps, "db">) {
  await db.delete(sessions).where(lt(sessions.expiresAt, sql`now()`));
  await db.delete(registrations).where(lt(registrations.expiresAt, sql`now()`));
  await db.delete(verifications).where(lt(verifications.expiresAt, sql`now()`));
  await sweepRateLimits(db);
}
