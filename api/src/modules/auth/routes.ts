import { z } from "@hono/zod-openapi";
import { httpErrors } from "../../errors.ts";
import { clientOf } from "../../http/client.ts";
import { createRouter } from "../../http/create-router.ts";
import { publicRoute, userRoute } from "../../http/route.ts";
import { networkOf, takeAll } from "../../limits/rate-limits.ts";
import { restoredErrors } from "../../restored/errors.ts";
import { readHoldings } from "../wallets/read-holdings.ts";
import { confirmRoutes } from "./confirm-routes.ts";
import { countLogin, signUpTries } from "./count-tries.ts";
import { knownDeviceOf } from "./device-cookie.ts";
import { endSession } from "./end-session.ts";
import { authErrors } from "./errors.ts";
import { letIn } from "./let-in.ts";
import { passwordRoutes } from "./password-routes.ts";
import { phoneRoutes } from "./phone-routes.ts";
import { hasWaitingSignUp } from "./queries.ts";
import { register } from "./register.ts";
import { resendVerification } from "./resend-verification.ts";
import * as schema from "./schema.ts";
import { secondFactorRoutes } from "./second-factor-routes.ts";
import { clearSessionCookie } from "./session-cookie.ts";
import { sessionRoutes } from "./session-routes.ts";
import { signIn } from "./sign-in.ts";
import { clearSignUpCookie, setSignUpCookie, signUpBrowserOf } from "./sign-up-cookie.ts";
import { verifyEmail } from "./verify-email.ts";
import { walletRoutes } from "./wallet-routes.ts";

export const authRoutes = createRouter();
const tag = "Accounts";

authRoutes.openapi(
  publicRoute({
    id: "registerAccount",
    method: "post",
    path: "/api/auth/register",
    tag,
    summary: "Sign up with an e-mail address",
    description:
      "Mails a link that proves the address; the account exists once POST /api/auth/verify-email got its token. The answer is the same for an address that has an account. Its cookie lets this browser, and no other, open the link without choosing the password anew.",
    request: { json: schema.registerBody },
    answers: {
      201: ["The mail is on its way", schema.registeredSchema],
    },
    errors: [httpErrors.too_many_requests],
  }),
  async (c) => {
    const { deps } = c.var;
    const body = c.req.valid("json");
    const client = clientOf(c);
    await takeAll(signUpTries(deps.limits, { email: body.email, network: networkOf(client.ip) }));
    const browserHash = setSignUpCookie(c);
    const { tag } = await register(deps, { ...body, browserHash, client });
    const message = "Open the link in our mail within an hour, then sign in.";
    return c.json({ email: body.email, message, tag }, 201);
  },
);

authRoutes.openapi(
  publicRoute({
    id: "resendVerification",
    method: "post",
    path: "/api/auth/resend-verification",
    tag,
    summary: "Mail the link of a sign-up once more",
    description:
      "For the sign-up of this browser (its cookie): a new link, and the one before works no more. For any other nothing is mailed; the answer is the same.",
    request: { json: schema.resendBody },
    answers: {
      202: ["The mail is on its way", schema.registeredSchema],
    },
    errors: [httpErrors.too_many_requests],
  }),
  async (c) => {
    const { deps } = c.var;
    const { email } = c.req.valid("json");
    const client = clientOf(c);
    await takeAll(signUpTries(deps.limits, { email, network: networkOf(client.ip) }));
    const { tag } = await resendVerification(deps, { email, browserHash: signUpBrowserOf(c), client });
    return c.json({ email, message: "Open the link in our newest mail within an hour.", tag }, 202);
  },
);

authRoutes.openapi(
  publicRoute({
    id: "getSignUpState",
    method: "get",
    path: "/api/auth/sign-up",
    tag,
    summary: "Whether this browser's sign-up still waits for its link",
    answers: {
      200: ["Its state", schema.signUpStateSchema],
    },
  }),
  async (c) => {
    const browserHash = signUpBrowserOf(c);
    const waiting = browserHash !== null && (await hasWaitingSignUp(c.var.deps.db, browserHash));
    return c.json({ waiting }, 200);
  },
);

authRoutes.openapi(
  publicRoute({
    id: "verifyEmail",
    method: "post",
    path: "/api/auth/verify-email",
    tag,
    summary: "Prove an e-mail address",
    description:
      "Opens the account with the password given here; without one, with the password of the sign-up, if this is the browser that made it. Signs nobody in: the link could have been sent to anyone.",
    request: { json: schema.verifyEmailBody },
    answers: {
      200: ["The account is open", z.object({ user: schema.userSchema })],
    },
    limit: "verifyEmail",
    errors: [authErrors.verification_token_invalid, authErrors.password_needed, restoredErrors.reconciling],
  }),
  async (c) => {
    const opened = { ...c.req.valid("json"), browserHash: signUpBrowserOf(c), client: clientOf(c) };
    const user = await verifyEmail(c.var.deps, opened);
    clearSignUpCookie(c);
    return c.json({ user: schema.toUserDto(user) }, 200);
  },
);

authRoutes.openapi(
  publicRoute({
    id: "signIn",
    method: "post",
    path: "/api/auth/login",
    tag,
    summary: "Sign in with an e-mail address",
    description: "Sets the session cookie, and answers with a token for clients without cookies.",
    request: { json: schema.loginBody },
    answers: {
      200: ["Signed in", schema.signedInSchema],
      202: [
        "Now the code of the authenticator app: POST /api/auth/second-factor",
        schema.needsSecondFactorSchema,
      ],
    },
    errors: [
      authErrors.wrong_credentials,
      authErrors.email_not_verified,
      authErrors.account_blocked,
      httpErrors.too_many_requests,
    ],
  }),
  async (c) => {
    const { deps } = c.var;
    const body = c.req.valid("json");
    const client = clientOf(c);
    const device = knownDeviceOf(c, body.email);
    const login = await countLogin(deps.limits, { email: body.email, network: networkOf(client.ip), device });
    const browserHash = signUpBrowserOf(c);
    const isKnownDevice = device !== null;
    const signedIn = await signIn(deps, { ...body, browserHash, isKnownDevice, client });
    await login.wasRight();
    const answer = await letIn(c, signedIn);
    return answer.status === 200 ? c.json(answer.body, 200) : c.json(answer.body, 202);
  },
);

authRoutes.openapi(
  publicRoute({
    id: "signOut",
    method: "post",
    path: "/api/auth/logout",
    tag,
    summary: "Sign out",
    description: "Ends the session of the cookie or token. Signed out already: the same answer.",
    answers: {
      200: ["Signed out", z.object({ signedOut: z.literal(true) })],
    },
  }),
  async (c) => {
    const { session, deps } = c.var;
    if (session)
      await endSession(deps, { actor: session.user.id, userId: session.user.id, sessionId: session.id });
    clearSessionCookie(c);
    return c.json({ signedOut: true } as const, 200);
  },
);

authRoutes.openapi(
  userRoute({
    id: "getMe",
    method: "get",
    path: "/api/auth/me",
    tag,
    summary: "Who is signed in",
    answers: {
      200: ["You", schema.meSchema],
    },
  }),
  async (c) => {
    const { user, deps } = c.var;
    const { wallets, garments } = await readHoldings(deps.db, user.id);
    return c.json(
      { user: schema.toUserDto(user), wallets: wallets.map(schema.toWalletDto), tribe: { garments } },
      200,
    );
  },
);

authRoutes.route("/", walletRoutes);
authRoutes.route("/", sessionRoutes);
authRoutes.route("/", passwordRoutes);
authRoutes.route("/", confirmRoutes);
authRoutes.route("/", phoneRoutes);
authRoutes.route("/", secondFactorRoutes);
