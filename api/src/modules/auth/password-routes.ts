import { z } from "@hono/zod-openapi";
import { httpErrors } from "../../errors.ts";
import { clientOf } from "../../http/client.ts";
import { createRouter } from "../../http/create-router.ts";
import { publicRoute, userRoute } from "../../http/route.ts";
import { networkOf, take, takeAll } from "../../limits/rate-limits.ts";
import { askForReset } from "./ask-for-reset.ts";
import { changePassword } from "./change-password.ts";
import { resetTries } from "./count-tries.ts";
import { setDeviceCookie } from "./device-cookie.ts";
import { authErrors } from "./errors.ts";
import { nameBrowser } from "./name-browser.ts";
import { resetPassword } from "./reset-password.ts";
import * as schema from "./schema.ts";

/** Passwords that are forgotten, or no longer wanted. */
export const passwordRoutes = createRouter();
const tag = "Accounts";

passwordRoutes.openapi(
  publicRoute({
    id: "forgotPassword",
    method: "post",
    path: "/api/auth/forgot-password",
    tag,
    summary: "Ask for a link that sets a new password",
    description:
      "Mails the link if the address has an account. The answer is the same for one that has none.",
    request: { json: schema.forgotPasswordBody },
    answers: {
      202: ["The mail is on its way, if there is an account", schema.askedSchema],
    },
    errors: [httpErrors.too_many_requests],
  }),
  async (c) => {
    const { deps } = c.var;
    const body = c.req.valid("json");
    const { ip, userAgent } = clientOf(c);
    await takeAll(resetTries(deps.limits, { email: body.email, network: networkOf(ip) }));
    await askForReset(deps, { ...body, browser: nameBrowser(userAgent) });
    const message = "If this address has an account, a link is on its way. Open it within an hour.";
    return c.json({ email: body.email, message }, 202);
  },
);

passwordRoutes.openapi(
  publicRoute({
    id: "resetPassword",
    method: "post",
    path: "/api/auth/reset-password",
    tag,
    summary: "Set a new password by a mailed link",
    description:
      "Ends every session of the account. Signs nobody in: the link could have been sent to anyone.",
    request: { json: schema.resetPasswordBody },
    answers: {
      200: ["The password is set", z.object({ user: schema.userSchema })],
    },
    limit: "resetPassword",
    errors: [authErrors.reset_token_invalid],
  }),
  async (c) => {
    const user = await resetPassword(c.var.deps, { ...c.req.valid("json"), client: clientOf(c) });
    // From here its owner gets in, whatever strangers tried with the account before.
    if (user.email) setDeviceCookie(c, user.email);
    return c.json({ user: schema.toUserDto(user) }, 200);
  },
);

passwordRoutes.openapi(
  userRoute({
    id: "changePassword",
    method: "post",
    path: "/api/auth/change-password",
    tag,
    summary: "Choose another password",
    description: "Needs the present one. Ends every other session.",
    request: { json: schema.changePasswordBody },
    answers: {
      200: ["The password is changed", schema.endedSchema],
    },
    errors: [authErrors.wrong_password, httpErrors.too_many_requests],
  }),
  async (c) => {
    const { deps, session, user } = c.var;
    await take(deps.limits.presentPassword, user.id);
    const change = { session, ...c.req.valid("json"), client: clientOf(c) };
    return c.json(await changePassword(deps, change), 200);
  },
);
