import { createRoute } from "@hono/zod-openapi";
import { chainErrors } from "../../adapters/chain/errors.ts";
import { httpErrors } from "../../errors.ts";
import { clientOf } from "../../http/client.ts";
import { createRouter } from "../../http/create-router.ts";
import { errorResponses } from "../../http/error-responses.ts";
import { publicId } from "../../http/public-id.ts";
import { networkOf, take } from "../../limits/rate-limits.ts";
import { findTwins } from "../twins/find-twins.ts";
import { readerOf } from "../twins/reader.ts";
import { toTwinSummary } from "../twins/schema.ts";
import { openChallenge } from "./open-challenge.ts";
import { challengeSchema, scanBody, verdictSchema } from "./schema.ts";
import { verifyTap } from "./verify-tap.ts";

export const nfcRoutes = createRouter();
const tags = ["Tags"];

nfcRoutes.openapi(
  createRoute({
    method: "post",
    path: "/api/nfc/challenge",
    tags,
    summary: "Ask for 32 bytes that a chip shall sign",
    description: "Good for one tap within two minutes.",
    responses: {
      201: { description: "The challenge", content: { "application/json": { schema: challengeSchema } } },
      ...errorResponses(httpErrors.too_many_requests),
    },
  }),
  async (c) => {
    const { deps } = c.var;
    await take(deps.limits.tap, networkOf(clientOf(c).ip));
    const { id, challenge, expiresAt } = await openChallenge(deps);
    return c.json({ challengeId: publicId("chl", id), challenge, expiresAt: expiresAt.toISOString() }, 201);
  },
);

nfcRoutes.openapi(
  createRoute({
    method: "post",
    path: "/api/nfc/scan",
    tags,
    summary: "Verify a tap",
    description:
      "A chip's answer to a challenge, or the URL that the phone opened by itself. A tag that proves nothing is an answer, not an error. Each read counts once.",
    request: { body: { required: true, content: { "application/json": { schema: scanBody } } } },
    responses: {
      200: { description: "The verdict", content: { "application/json": { schema: verdictSchema } } },
      ...errorResponses(
        httpErrors.invalid_input,
        httpErrors.too_many_requests,
        chainErrors.chain_unreachable,
      ),
    },
  }),
  async (c) => {
    const { deps, user } = c.var;
    await take(deps.limits.tap, networkOf(clientOf(c).ip));
    const verdict = await verifyTap(deps, { scan: c.req.valid("json"), userId: user?.id ?? null });
    c.header("Cache-Control", "no-store");
    if (!verdict.genuine) return c.json(verdict, 200);
    const [twin] = await findTwins(deps.db, [verdict.tokenId]);
    const shown = twin && toTwinSummary(twin, await readerOf(deps.db, user));
    return c.json({ genuine: true, tokenId: verdict.tokenId.toString(), ...(shown && { twin: shown }) }, 200);
  },
);
