import { z } from "@hono/zod-openapi";
import { httpErrors } from "../../errors.ts";
import { clientOf } from "../../http/client.ts";
import { createRouter } from "../../http/create-router.ts";
import { publicRoute, userRoute } from "../../http/route.ts";
import { bringGuestCart } from "../cart/guest-cookie.ts";
import { knownDeviceOf, setDeviceCookie } from "./device-cookie.ts";
import { authErrors } from "./errors.ts";
import { offerSecondFactor } from "./offer-second-factor.ts";
import { passSecondFactor } from "./pass-second-factor.ts";
import { hasSecondFactor } from "./queries.ts";
import { countRecoveryCodes } from "./recovery-codes.ts";
import { renewRecoveryCodes } from "./renew-recovery-codes.ts";
import * as schema from "./schema.ts";
import { turnOffSecondFactor } from "./turn-off-second-factor.ts";
import { turnOnSecondFactor } from "./turn-on-second-factor.ts";

/** The second factor: an authenticator app (TOTP, RFC 6238), and recovery codes for when it is lost. */
export const secondFactorRoutes = createRouter();
const tag = "Accounts";

secondFactorRoutes.openapi(
  publicRoute({
    id: "passSecondFactor",
    method: "post",
    path: "/api/auth/second-factor",
    tag,
    summary: "Go on with the code of your authenticator app",
    description:
      "After a sign-in that answered 202: its cookie or token opens nothing until this took a code, within ten minutes.",
    request: { json: schema.secondFactorBody },
    answers: {
      200: ["Signed in", z.object({ user: schema.userSchema })],
    },
    errors: [
      httpErrors.not_signed_in,
      authErrors.app_code_invalid,
      authErrors.recovery_code_invalid,
      httpErrors.too_many_requests,
    ],
  }),
  async (c) => {
    const { deps } = c.var;
    const session = await deps.auth.waitingSessionOf(c.req.raw.headers);
    if (!session) throw httpErrors.not_signed_in();
    const { user } = session;
    const device = user.email ? knownDeviceOf(c, user.email) : null;
    await passSecondFactor(deps, { session, proof: c.req.valid("json"), device, client: clientOf(c) });
    await bringGuestCart(c, user.id);
    if (user.email) setDeviceCookie(c, user.email);
    return c.json({ user: schema.toUserDto(user) }, 200);
  },
);

secondFactorRoutes.openapi(
  userRoute({
    id: "getSecondFactor",
    method: "get",
    path: "/api/auth/totp",
    tag,
    summary: "Whether your account asks for a second factor",
    answers: {
      200: ["How it stands", schema.secondFactorSchema],
    },
  }),
  async (c) => {
    const { deps, user, session } = c.var;
    const [on, recoveryCodesLeft] = await Promise.all([
      hasSecondFactor(deps.db, user.id),
      countRecoveryCodes(deps.db, user.id),
    ]);
    return c.json({ on, recoveryCodesLeft, shownInThisSession: session.secondFactor }, 200);
  },
);

secondFactorRoutes.openapi(
  userRoute({
    id: "offerSecondFactor",
    method: "post",
    path: "/api/auth/totp",
    tag,
    summary: "Ask for a secret for your authenticator app",
    description:
      "It counts for nothing until a code of it came back. Asked again within ten minutes: the same.",
    fresh: true,
    answers: {
      200: ["The secret, and what the app reads from a picture of it", schema.offeredFactorSchema],
    },
    errors: [authErrors.second_factor_is_on],
  }),
  async (c) => c.json(await offerSecondFactor(c.var.deps, c.var.user), 200),
);

secondFactorRoutes.openapi(
  userRoute({
    id: "turnOnSecondFactor",
    method: "post",
    path: "/api/auth/totp/confirm",
    tag,
    summary: "Turn the second factor on with the app's first code",
    description: "Each later sign-in asks for a code. The recovery codes are shown this once.",
    request: { json: schema.appCodeBody },
    fresh: true,
    answers: {
      200: ["It is on", schema.recoveryCodesSchema],
    },
    errors: [authErrors.app_code_invalid, authErrors.second_factor_is_on, httpErrors.too_many_requests],
  }),
  async (c) => {
    const { deps, session } = c.var;
    const recoveryCodes = await turnOnSecondFactor(deps, { session, ...c.req.valid("json") });
    return c.json({ recoveryCodes }, 200);
  },
);

secondFactorRoutes.openapi(
  userRoute({
    id: "renewRecoveryCodes",
    method: "post",
    path: "/api/auth/totp/recovery-codes",
    tag,
    summary: "Make new recovery codes",
    description: "Those before count no more. Shown this once.",
    fresh: true,
    answers: {
      200: ["Ten new ones", schema.recoveryCodesSchema],
    },
    errors: [authErrors.second_factor_is_off],
  }),
  async (c) => c.json({ recoveryCodes: await renewRecoveryCodes(c.var.deps, c.var.user) }, 200),
);

secondFactorRoutes.openapi(
  userRoute({
    id: "turnOffSecondFactor",
    method: "delete",
    path: "/api/auth/totp",
    tag,
    summary: "Take the authenticator app off your account",
    fresh: true,
    answers: {
      200: ["It is off", z.object({ off: z.literal(true) })],
    },
    errors: [authErrors.second_factor_is_off],
  }),
  async (c) => {
    const { deps, user } = c.var;
    await turnOffSecondFactor(deps, { actor: user.id, user });
    return c.json({ off: true } as const, 200);
  },
);
