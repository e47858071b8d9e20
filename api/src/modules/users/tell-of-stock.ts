import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import type { Deps } from "../../deps.ts";
import { defineJob } from "../../jobs/define-job.ts";
import { queueMail } from "../mail/queue-mail.ts";
import { productsWithPieces } from "../products/queries.ts";
import { backInStockMail } from "./mails/back-in-stock.ts";
import { mayTell } from "./may-tell.ts";
import { notificationChoices, users, wishes } from "./tables.ts";
import { unsubscribeLinks } from "./unsubscribe-links.ts";

/** As many as are told in one turn; the next minute tells the next. */
const mostAtOnce = 500;

/** Tells who asked for it that a product can be had, once: the same transaction takes the asking back. */
export const tellOfStock = defineJob({
  name: "tell-of-stock",
  payload: z.object({}),
  cron: "* * * * *",
  retry: { retryLimit: 0 },
  async run(deps: Deps) {
    const { db, env } = deps;
    await db.transaction(async (tx) => {
      const there = productsWithPieces(tx);
      const due = await tx
        .select({
          ...{ userId: wishes.userId, productId: wishes.productId, email: users.email, person: users.name },
          ...{ product: there.name, slug: there.slug, left: there.left },
        })
        .from(wishes)
        .innerJoin(users, eq(users.id, wishes.userId))
        .innerJoin(there, eq(there.id, wishes.productId))
        .innerJoin(
          notificationChoices,
          and(eq(notificationChoices.userId, users.id), eq(notificationChoices.kind, "restocks")),
        )
        // Who may not be told is not among the first so many: they would keep the others waiting.
        .where(and(eq(wishes.tell, true), eq(notificationChoices.wanted, true), isNull(users.blockedAt)))
        .orderBy(wishes.createdAt)
        .limit(mostAtOnce);
      for (const { userId, productId, email, person, product, slug, left } of due) {
        const token = await mayTell(tx, userId, "restocks");
        if (!token) continue;
        // Another worker may be at it: who takes the asking back tells.
        const asking = and(eq(wishes.userId, userId), eq(wishes.productId, productId), eq(wishes.tell, true));
        const taken = await tx.update(wishes).set({ tell: false }).where(asking);
        if (!taken.rowCount) continue;
        if (email)
          await queueMail(
            deps,
            tx,
            email,
            backInStockMail({
              person,
              product,
              left,
              url: `${env.WEB_URL}/products/${slug}`,
              unsubscribe: unsubscribeLinks(env, token),
            }),
          );
      }
    });
  },
});
