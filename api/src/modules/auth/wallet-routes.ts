import { z } from "@hono/zod-openapi";
import { gateErrors } from "../../adapters/chain/errors.ts";
import { clientOf } from "../../http/client.ts";
import { createRouter } from "../../http/create-router.ts";
import { publicRoute, userRoute } from "../../http/route.ts";
import { addressSchema } from "../../input/chain-values.ts";
import { restoredErrors } from "../../restored/errors.ts";
import { walletsOf } from "../wallets/queries.ts";
import { knownDeviceOf } from "./device-cookie.ts";
import { authErrors } from "./errors.ts";
import { issueSiweNonce } from "./issue-siwe-nonce.ts";
import { letIn } from "./let-in.ts";
import { linkWallet } from "./link-wallet.ts";
import * as schema from "./schema.ts";
import { signInWithWallet } from "./sign-in-with-wallet.ts";
import { unlinkWallet } from "./unlink-wallet.ts";

/** Sign-In with Ethereum (EIP-4361). */
export const walletRoutes = createRouter();
const tag = "Accounts";
const walletErrors = [
  authErrors.siwe_message_invalid,
  authErrors.siwe_nonce_invalid,
  authErrors.siwe_signature_invalid,
];

walletRoutes.openapi(
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

walletRoutes.openapi(
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
      202: [
        "Now the code of the authenticator app: POST /api/auth/second-factor",
        schema.needsSecondFactorSchema,
      ],
    },
    errors: [...walletErrors, authErrors.account_blocked, ...gateErrors],
  }),
  async (c) => {
    const client = clientOf(c);
    const knows = (email: string) => knownDeviceOf(c, email) !== null;
    const signedIn = await signInWithWallet(c.var.deps, { ...c.req.valid("json"), knows, client });
    const answer = await letIn(c, signedIn);
    return answer.status === 200 ? c.json(answer.body, 200) : c.json(answer.body, 202);
  },
);

walletRoutes.openapi(
  userRoute({
    id: "linkWallet",
    method: "post",
    path: "/api/auth/wallets",
    tag,
    summary: "Link a wallet",
    description:
      "Makes a wallet that signed an EIP-4361 message of ours another way into your account. A wallet that has an account is never taken from it.",
    request: { json: schema.linkWalletBody },
    fresh: true,
    answers: {
      200: ["Linked, now or before", schema.walletsSchema],
    },
    errors: [...walletErrors, authErrors.wallet_taken, ...gateErrors],
  }),
  async (c) => {
    const { deps, session } = c.var;
    await linkWallet(deps, { session, ...c.req.valid("json") });
    return c.json({ wallets: (await walletsOf(deps.db, session.user.id)).map(schema.toWalletDto) }, 200);
  },
);

walletRoutes.openapi(
  userRoute({
    id: "unlinkWallet",
    method: "delete",
    path: "/api/auth/wallets/{address}",
    tag,
    summary: "Unlink a wallet",
    description: "What it holds stays in it. An account of wallets alone keeps one.",
    request: { params: z.object({ address: addressSchema }) },
    fresh: true,
    answers: {
      200: ["Unlinked", schema.walletsSchema],
    },
    errors: [authErrors.wallet_not_yours, authErrors.last_way_in, restoredErrors.reconciling],
  }),
  async (c) => {
    const { deps, session } = c.var;
    await unlinkWallet(deps, { session, ...c.req.valid("param") });
    return c.json({ wallets: (await walletsOf(deps.db, session.user.id)).map(schema.toWalletDto) }, 200);
  },
);
