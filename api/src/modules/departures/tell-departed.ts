import { and, inArray, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import type { Deps } from "../../deps.ts";
import { defineJob } from "../../jobs/define-job.ts";
import { queueMail } from "../mail/queue-mail.ts";
import { findUser } from "../users/queries.ts";
import { leftMail } from "./mails/left.ts";
import { departuresById, listUntold } from "./queries.ts";
import { departures } from "./tables.ts";

/** More in one mail nobody reads. */
const mostATime = 200;

/** Mails each person what of theirs has left custody for good: once a garment, and one mail for all of a minute. */
export const tellDeparted = defineJob({
  name: "tell-departed",
  payload: z.object({}),
  cron: "* * * * *",
  retry: { retryLimit: 0 },
  async run(deps: Deps) {
    const untold = Map.groupBy(await listUntold(deps.db, mostATime), ({ userId }) => userId);
    for (const [userId, rows] of untold)
      await tell(
        deps,
        userId,
        rows.map(({ id }) => id),
      );
  },
});

async function tell(deps: Deps, userId: string, ids: string[]) {
  await deps.db.transaction(async (tx) => {
    const told = await tx
      .update(departures)
      .set({ toldAt: sql`now()` })
      .where(and(inArray(departures.id, ids), isNull(departures.toldAt)))
      .returning({ id: departures.id });
    const user = await findUser(tx, userId);
    if (told.length === 0 || !user?.email) return;
    const arrived = await departuresById(
      tx,
      told.map(({ id }) => id),
    );
    await queueMail(deps, tx, user.email, leftMail({ name: user.name, arrived, webUrl: deps.env.WEB_URL }));
  });
}
