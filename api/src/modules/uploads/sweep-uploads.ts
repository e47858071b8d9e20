import { and, eq, lte, sql } from "drizzle-orm";
import { z } from "zod";
import { isForeignKeyViolation, isLockTimeout } from "../../db/is-refused.ts";
import type { Deps } from "../../deps.ts";
import { defineJob } from "../../jobs/define-job.ts";
import { uploads } from "./tables.ts";

/** As many as are looked at in one turn; the next one takes the next. */
const mostAtOnce = 500;

/** Takes away files that nothing points at: replaced ones at once, and those of a process that died before it had a use. */
export const sweepUploads = defineJob({
  name: "sweep-uploads",
  payload: z.object({}),
  cron: "*/10 * * * *",
  async run(deps: Pick<Deps, "db" | "storage">) {
    const due = await deps.db
      .select({ name: uploads.name })
      .from(uploads)
      .where(lte(uploads.sweepAfter, sql`now()`))
      .orderBy(uploads.sweepAfter)
      .limit(mostAtOnce);
    for (const { name } of due) await sweepOne(deps, name);
  },
});

async function sweepOne({ db, storage }: Pick<Deps, "db" | "storage">, name: string) {
  const stillDue = and(eq(uploads.name, name), lte(uploads.sweepAfter, sql`now()`));
  try {
    await db.transaction(async (tx) => {
      // A storage may be slow, and nobody may send the picture anew while it is deleted. Who waits for us is a person:
      // where both wait, this gives up long before PostgreSQL would have to choose.
      await tx.execute(sql`set local idle_in_transaction_session_timeout = '60s'`);
      await tx.execute(sql`set local lock_timeout = '200ms'`);
      const gone = await tx.delete(uploads).where(stillDue);
      // The row is held until the file is gone: who sends the same picture now waits, and writes it after this.
      if (gone.rowCount) await storage.delete(name);
    });
  } catch (error) {
    if (isLockTimeout(error)) return;
    if (!isForeignKeyViolation(error)) throw error;
    // Somebody else has the same picture, or the one who sent it again died before it was used a second time.
    await db.update(uploads).set({ sweepAfter: null }).where(stillDue);
  }
}
