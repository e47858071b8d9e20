import { z } from "@hono/zod-openapi";
import { gateErrors } from "../../adapters/chain/errors.ts";
import { httpErrors } from "../../errors.ts";
import { clientOf } from "../../http/client.ts";
import { createRouter } from "../../http/create-router.ts";
import { publicRoute, userRoute } from "../../http/route.ts";
import { networkOf, takeAll } from "../../limits/rate-limits.ts";
import { restoredErrors } from "../../restored/errors.ts";
import { bringGuestCart } from "../cart/guest-cookie.ts";
import { countGarments } from "../wallets/count-garments.ts";
import { walletsOf } from "../wallets/queries.ts";
import { countLogin, signUpTries } from "./count-tries.ts";
import { knownDeviceOf, setDeviceCookie } from "./device-cookie.ts";
import { authErrors } from "./errors.ts";
import { issueSiweNonce } from "./issue-siwe-nonce.ts";
import { register } from "./register.ts";
import * as schema from "./schema.ts";
import { clearSessionCookie, setSessionCookie } from "./session-cookie.ts";
import { signIn } from "./sign-in.ts";
import { signInWithWallet } from "./sign-in-with-wallet.ts";
import { clearSignUpCookie, setSignUpCookie, signUpBrowserOf } from "./sign-up-cookie.ts";
import { verifyEmail } from "./verify-email.ts";

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
    const message = "Open the link in our mail within 24 hours, then sign in.";
    return c.json({ email: body.email, message, tag }, 201);
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
    },
    errors: [authErrors.wrong_credentials, authErrors.email_not_verified, httpErrors.too_many_requests],
  }),
  async (c) => {
    const { deps } = c.var;
    const body = c.req.valid("json");
    const client = clientOf(c);
    const device = knownDeviceOf(c, body.email);
    const login = await countLogin(deps.limits, { email: body.email, network: networkOf(client.ip), device });
    const { user, token } = await signIn(deps, { ...body, browserHash: signUpBrowserOf(c), client });
    await login.wasRight();
    await bringGuestCart(c, user.id);
    setSessionCookie(c, token);
    setDeviceCookie(c, body.email);
    return c.json({ user: schema.toUserDto(user), token }, 200);
  },
);

authRoutes.openapi(
  publicRoute({
    id: "issueSiweNonce",
    method: "post",
    path: "/api/auth/siwe/nonce",
    tag,
    summary: "Ask for a nonce to sign in with a wallet",
    description: "Good for one try within 5 minutes. Needs no cookie.",
    answers: {
      200: ["What the message must say", schema.siweNonceSchema],
    },
    limit: "nonce",
  }),
  async (c) => {
    const { deps } = c.var;
    const { nonce, expiresAt } = await issueSiweNonce(deps);
    const { host: domain, origin: uri } = new URL(deps.env.WEB_URL);
    const chainId = deps.env.CHAIN_ID;
    return c.json(
      { nonce, expiresAt: expiresAt.toISOString(), domain, uri, chainId, version: "1" as const },
      200,
    );
  },
);

authRoutes.openapi(
  publicRoute({
    id: "signInWithWallet",
    method: "post",
    path: "/api/auth/siwe/verify",
    tag,
    summary: "Sign in with a wallet",
    description:
      "Takes an EIP-4361 message with our domain, URI, chain and nonce, issued within 5 minutes and with an expiration time. A wallet we have not seen gets an account.",
    request: { json: schema.siweBody },
    answers: {
      200: ["Signed in", schema.signedInSchema],
    },
    errors: [
      authErrors.siwe_message_invalid,
      authErrors.siwe_nonce_invalid,
      authErrors.siwe_signature_invalid,
      ...gateErrors,
    ],
  }),
  async (c) => {
    const client = clientOf(c);
    const { user, token } = await signInWithWallet(c.var.deps, { ...c.req.valid("json"), client });
    await bringGuestCart(c, user.id);
    setSessionCookie(c, token);
    return c.json({ user: schema.toUserDto(user), token }, 200);
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
    await c.var.deps.auth.closeSession(c.req.raw.headers);
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
    const wallets = await walletsOf(deps.db, user.id);
    const garments = await countGarments(
      deps.db,
      wallets.map(({ address }) => address),
    );
    return c.json(
      { user: schema.toUserDto(user), wallets: wallets.map(schema.toWalletDto), tribe: { garments } },
      200,
    );
  },
);
