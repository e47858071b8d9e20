import { lt, sql } from "drizzle-orm";
import { z } from "zod";
import type { Deps } from "../deps.ts";
import { defineJob } from "../jobs/define-job.ts";
import { idempotencyKeys } from "./tables.ts";

/** Forgets the keys of yesterday. */
export const sweepIdempotencyKeys = defineJob({
  name: "sweep-idempotency-keys",
  payload: z.object({}),
  cron: "47 * * * *",
  run: async ({ db }: Pick<Deps, "db">) => {
    await db.delete(idempotencyKeys).where(lt(idempotencyKeys.createdAt, sql`now() - interval '24 hours'`));
  },
});
