import { z } from "@hono/zod-openapi";
import { gateErrors } from "../../adapters/chain/errors.ts";
import { httpErrors } from "../../errors.ts";
import { clientOf } from "../../http/client.ts";
import { createRouter } from "../../http/create-router.ts";
import { userRoute } from "../../http/route.ts";
import { addEmail, askForEmail } from "./add-email.ts";
import { confirmSession } from "./confirm-session.ts";
import { authErrors } from "./errors.ts";
import { mailCode } from "./mail-code.ts";
import * as schema from "./schema.ts";

/** Showing once more that it is you, and the e-mail address of who came with a wallet. */
export const confirmRoutes = createRouter();
const tag = "Accounts";
const mailed = z.object({ mailed: z.literal(true) });

confirmRoutes.openapi(
  userRoute({
    id: "confirmSession",
    method: "post",
    path: "/api/auth/confirm",
    tag,
    summary: "Show that it is you",
    description:
      "For ten minutes this session may do what needs it (`confirmation_needed`): send garments away, link and unlink wallets, add an e-mail address.",
    request: { json: schema.confirmBody },
    answers: {
      200: ["Confirmed", schema.confirmedSchema],
    },
    errors: [
      authErrors.wrong_password,
      authErrors.code_invalid,
      authErrors.siwe_message_invalid,
      authErrors.siwe_nonce_invalid,
      authErrors.siwe_signature_invalid,
      authErrors.wallet_not_yours,
      httpErrors.too_many_requests,
      ...gateErrors,
    ],
  }),
  async (c) => {
    const { deps, session } = c.var;
    const until = await confirmSession(deps, { session, proof: c.req.valid("json"), client: clientOf(c) });
    return c.json({ confirmedUntil: until.toISOString() }, 200);
  },
);

confirmRoutes.openapi(
  userRoute({
    id: "mailConfirmationCode",
    method: "post",
    path: "/api/auth/confirm/code",
    tag,
    summary: "Have a code mailed that shows that it is you",
    description: "Six digits, good for ten minutes and five tries, in this session alone.",
    answers: {
      202: ["The mail is on its way", mailed],
    },
    errors: [authErrors.no_mailbox, httpErrors.too_many_requests],
  }),
  async (c) => {
    await mailCode(c.var.deps, c.var.session);
    return c.json({ mailed: true } as const, 202);
  },
);

confirmRoutes.openapi(
  userRoute({
    id: "askForEmail",
    method: "post",
    path: "/api/auth/email",
    tag,
    summary: "Add an e-mail address to an account of wallets",
    description: "Mails six digits to it. The answer is the same for an address that has an account.",
    request: { json: schema.addEmailBody },
    fresh: true,
    answers: {
      202: ["The mail is on its way", mailed],
    },
    errors: [authErrors.has_email, httpErrors.too_many_requests],
  }),
  async (c) => {
    await askForEmail(c.var.deps, { session: c.var.session, ...c.req.valid("json") });
    return c.json({ mailed: true } as const, 202);
  },
);

confirmRoutes.openapi(
  userRoute({
    id: "addEmail",
    method: "post",
    path: "/api/auth/email/confirm",
    tag,
    summary: "Prove the address that you add",
    request: { json: schema.confirmEmailBody },
    answers: {
      200: ["It is yours", z.object({ user: schema.userSchema })],
    },
    errors: [authErrors.code_invalid, authErrors.has_email, httpErrors.too_many_requests],
  }),
  async (c) => {
    const user = await addEmail(c.var.deps, { session: c.var.session, ...c.req.valid("json") });
    return c.json({ user: schema.toUserDto(user) }, 200);
  },
);
