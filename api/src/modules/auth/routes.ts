import { createRoute, z } from "@hono/zod-openapi";
import { httpErrors } from "../../errors.ts";
import { clientOf } from "../../http/client.ts";
import { createRouter } from "../../http/create-router.ts";
import { errorResponses } from "../../http/error-responses.ts";
import { requireUser, signedIn } from "../../http/session.ts";
import { networkOf, take, takeAll } from "../../limits/rate-limits.ts";
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
import { clearSignUpCookie, setSignUpCookie, signUpBrowserOf } from "./sign-up-cookie.ts";
import { signInWithWallet } from "./sign-in-with-wallet.ts";
import { verifyEmail } from "./verify-email.ts";

export const authRoutes = createRouter();
const tags = ["Accounts"];
const json = <S extends z.ZodType>(schema: S) => ({ "application/json": { schema } });
const jsonBody = <S extends z.ZodType>(schema: S) => ({ body: { required: true, content: json(schema) } });

authRoutes.openapi(
  createRoute({
    method: "post",
    path: "/api/auth/register",
    tags,
    summary: "Sign up with an e-mail address",
    description:
      "Mails a link that proves the address; the account exists once POST /api/auth/verify-email got its token. The answer is the same for an address that has an account. Its cookie lets this browser, and no other, open the link without choosing the password anew.",
    request: jsonBody(schema.registerBody),
    responses: {
      201: {
        description: "The mail is on its way",
        content: json(schema.registeredSchema),
      },
      ...errorResponses(httpErrors.invalid_input, httpErrors.too_many_requests),
    },
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
  createRoute({
    method: "post",
    path: "/api/auth/verify-email",
    tags,
    summary: "Prove an e-mail address",
    description:
      "Opens the account with the password given here; without one, with the password of the sign-up, if this is the browser that made it. Signs nobody in: the link could have been sent to anyone.",
    request: jsonBody(schema.verifyEmailBody),
    responses: {
      200: { description: "The account is open", content: json(z.object({ user: schema.userSchema })) },
      ...errorResponses(
        httpErrors.invalid_input,
        authErrors.verification_token_invalid,
        authErrors.password_needed,
        httpErrors.too_many_requests,
      ),
    },
  }),
  async (c) => {
    const client = clientOf(c);
    await take(c.var.deps.limits.verifyEmail, networkOf(client.ip));
    const browserHash = signUpBrowserOf(c);
    const user = await verifyEmail(c.var.deps, { ...c.req.valid("json"), browserHash, client });
    clearSignUpCookie(c);
    return c.json({ user: schema.toUserDto(user) }, 200);
  },
);

authRoutes.openapi(
  createRoute({
    method: "post",
    path: "/api/auth/login",
    tags,
    summary: "Sign in with an e-mail address",
    description: "Sets the session cookie, and answers with a token for clients without cookies.",
    request: jsonBody(schema.loginBody),
    responses: {
      200: { description: "Signed in", content: json(schema.signedInSchema) },
      ...errorResponses(
        httpErrors.invalid_input,
        authErrors.wrong_credentials,
        authErrors.email_not_verified,
        httpErrors.too_many_requests,
      ),
    },
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
  createRoute({
    method: "post",
    path: "/api/auth/siwe/nonce",
    tags,
    summary: "Ask for a nonce to sign in with a wallet",
    description: "Good for one try within 5 minutes. Needs no cookie.",
    responses: {
      200: { description: "What the message must say", content: json(schema.siweNonceSchema) },
      ...errorResponses(httpErrors.too_many_requests),
    },
  }),
  async (c) => {
    const { deps } = c.var;
    await take(deps.limits.nonce, networkOf(clientOf(c).ip));
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
  createRoute({
    method: "post",
    path: "/api/auth/siwe/verify",
    tags,
    summary: "Sign in with a wallet",
    description:
      "Takes an EIP-4361 message with our domain, URI, chain and nonce, issued within 5 minutes and with an expiration time. A wallet we have not seen gets an account.",
    request: jsonBody(schema.siweBody),
    responses: {
      200: { description: "Signed in", content: json(schema.signedInSchema) },
      ...errorResponses(
        httpErrors.invalid_input,
        authErrors.siwe_message_invalid,
        authErrors.siwe_nonce_invalid,
        authErrors.siwe_signature_invalid,
        httpErrors.unavailable,
      ),
    },
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
  createRoute({
    method: "post",
    path: "/api/auth/logout",
    tags,
    summary: "Sign out",
    description: "Ends the session of the cookie or token. Signed out already: the same answer.",
    responses: {
      200: { description: "Signed out", content: json(z.object({ signedOut: z.literal(true) })) },
    },
  }),
  async (c) => {
    await c.var.deps.auth.closeSession(c.req.raw.headers);
    clearSessionCookie(c);
    return c.json({ signedOut: true } as const, 200);
  },
);

authRoutes.openapi(
  createRoute({
    method: "get",
    path: "/api/auth/me",
    tags,
    summary: "Who is signed in",
    security: signedIn,
    middleware: [requireUser] as const,
    responses: {
      200: { description: "You", content: json(schema.meSchema) },
      ...errorResponses(httpErrors.not_signed_in),
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
