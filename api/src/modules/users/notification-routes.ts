import { createRouter } from "../../http/create-router.ts";
import { publicRoute, userRoute } from "../../http/route.ts";
import { chooseNotifications } from "./choose-notifications.ts";
import { userErrors } from "./errors.ts";
import { choicesOf } from "./queries.ts";
import * as schema from "./schema.ts";
import { unsubscribe } from "./unsubscribe.ts";
import { unsubscribeLinks, unsubscribePath } from "./unsubscribe-links.ts";

/** What a person wants to be told of, and the way out that each such mail carries. */
export const notificationRoutes = createRouter();
const tag = "People";

notificationRoutes.openapi(
  userRoute({
    id: "getNotifications",
    method: "get",
    path: "/api/users/notifications",
    tag,
    summary: "What you are told of",
    answers: { 200: ["What you chose, and what always comes", schema.notificationsSchema] },
  }),
  async (c) => c.json(schema.toNotificationsDto(await choicesOf(c.var.deps.db, c.var.user.id)), 200),
);

notificationRoutes.openapi(
  userRoute({
    id: "chooseNotifications",
    method: "put",
    path: "/api/users/notifications",
    tag,
    summary: "Choose what you are told of",
    request: { json: schema.notificationsBody },
    answers: { 200: ["As it is now", schema.notificationsSchema] },
  }),
  async (c) => {
    const { deps, user } = c.var;
    await chooseNotifications(deps, { userId: user.id, choices: c.req.valid("json") });
    return c.json(schema.toNotificationsDto(await choicesOf(deps.db, user.id)), 200);
  },
);

notificationRoutes.openapi(
  publicRoute({
    id: "openUnsubscribe",
    method: "get",
    path: unsubscribePath,
    tag,
    summary: "Where a mail program without one-click leads",
    description: "Changes nothing: the page asks first.",
    request: { query: schema.unsubscribeQuery },
    answers: { 303: ["On to the page."] },
  }),
  (c) => c.redirect(unsubscribeLinks(c.var.deps.env, c.req.valid("query").token).page, 303),
);

// Mail programs post a form, from their own servers (RFC 8058): the token in the address is what counts. A network's
// limit would only count theirs, which ask for many people; nobody guesses 256 bits.
notificationRoutes.openapi(
  publicRoute({
    id: "endNotifications",
    method: "post",
    path: unsubscribePath,
    tag,
    summary: "End a kind of mail, by the link that each of them carries",
    description:
      "One click, as RFC 8058 has it, signed in or not. Again it says the same. The body is not read.",
    request: { query: schema.unsubscribeQuery },
    answers: { 200: ["What has ended", schema.unsubscribedSchema] },
    errors: [userErrors.unsubscribe_token_invalid],
  }),
  async (c) => c.json({ ended: await unsubscribe(c.var.deps, c.req.valid("query").token) }, 200),
);
