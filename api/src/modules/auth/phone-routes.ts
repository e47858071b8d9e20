import { z } from "@hono/zod-openapi";
import { httpErrors } from "../../errors.ts";
import { clientOf } from "../../http/client.ts";
import { createRouter } from "../../http/create-router.ts";
import { userRoute } from "../../http/route.ts";
import { authErrors } from "./errors.ts";
import { askForPhone, findAskedPhone, provePhone } from "./prove-phone.ts";
import * as schema from "./schema.ts";

/** A phone number, proven by a code that is sent there. */
export const phoneRoutes = createRouter();
const tag = "Accounts";

phoneRoutes.openapi(
  userRoute({
    id: "askForPhone",
    method: "post",
    path: "/api/auth/phone",
    tag,
    summary: "Have a code sent to a phone number",
    description:
      "Six digits to an Indian mobile, good for ten minutes and five tries, in this session alone. The answer is the same whosever number it is. One number gets one in 30 seconds, three an hour and five a day.",
    request: { json: schema.askForPhoneBody },
    answers: {
      202: ["The message is on its way", z.object({ sent: z.literal(true) })],
    },
    errors: [authErrors.phones_off, authErrors.no_more_sms, httpErrors.too_many_requests],
  }),
  async (c) => {
    const { deps, session } = c.var;
    await askForPhone(deps, { session, ...c.req.valid("json"), client: clientOf(c) });
    return c.json({ sent: true } as const, 202);
  },
);

phoneRoutes.openapi(
  userRoute({
    id: "getAskedPhone",
    method: "get",
    path: "/api/auth/phone",
    tag,
    summary: "The number that waits for its code",
    answers: { 200: ["Of this session", schema.askedPhoneSchema] },
  }),
  async (c) => {
    const asked = await findAskedPhone(c.var.deps, c.var.session);
    return c.json(schema.toAskedPhoneDto(asked), 200);
  },
);

phoneRoutes.openapi(
  userRoute({
    id: "provePhone",
    method: "post",
    path: "/api/auth/phone/confirm",
    tag,
    summary: "Prove the number by its code",
    request: { json: schema.provePhoneBody },
    answers: {
      200: ["It stands in your profile", z.object({ proven: z.literal(true) })],
    },
    errors: [authErrors.code_invalid, httpErrors.too_many_requests],
  }),
  async (c) => {
    await provePhone(c.var.deps, { session: c.var.session, ...c.req.valid("json") });
    return c.json({ proven: true } as const, 200);
  },
);
