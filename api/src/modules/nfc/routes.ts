import { gateErrors } from "../../adapters/chain/errors.ts";
import { inViews } from "../../db/in-views.ts";
import { toAsOf } from "../../http/as-of.ts";
import { createRouter } from "../../http/create-router.ts";
import { publicId } from "../../http/public-id.ts";
import { publicRoute } from "../../http/route.ts";
import { findTwins } from "../twins/find-twins.ts";
import { readerOf } from "../twins/reader.ts";
import { toTwinSummary } from "../twins/schema.ts";
import { openChallenge } from "./open-challenge.ts";
import { challengeSchema, scanBody, verdictSchema } from "./schema.ts";
import { verifyTap } from "./verify-tap.ts";

export const nfcRoutes = createRouter();
const tag = "Tags";

nfcRoutes.openapi(
  publicRoute({
    id: "openTapChallenge",
    method: "post",
    path: "/api/nfc/challenge",
    tag,
    summary: "Ask for 32 bytes that a chip shall sign",
    description: "Good for one tap within two minutes.",
    answers: {
      201: ["The challenge", challengeSchema],
    },
    limit: "tap",
  }),
  async (c) => {
    const { deps } = c.var;
    const { id, challenge, expiresAt } = await openChallenge(deps);
    return c.json({ challengeId: publicId("chl", id), challenge, expiresAt: expiresAt.toISOString() }, 201);
  },
);

nfcRoutes.openapi(
  publicRoute({
    id: "verifyTap",
    method: "post",
    path: "/api/nfc/scan",
    tag,
    summary: "Verify a tap",
    description:
      "A chip's answer to a challenge, or the URL that the phone opened by itself. A tag that proves nothing is an answer, not an error. Each read counts once.",
    request: { json: scanBody },
    answers: {
      200: ["The verdict", verdictSchema],
    },
    limit: "tap",
    errors: [...gateErrors],
  }),
  async (c) => {
    const { deps, user } = c.var;
    const verdict = await verifyTap(deps, { scan: c.req.valid("json"), userId: user?.id ?? null });
    c.header("Cache-Control", "no-store");
    if (!verdict.genuine) return c.json(verdict, 200);
    // The tap is spent and proved: what the views say beside it may be missing.
    const seen = await inViews(deps.db, async (tx, progress) => {
      const [twin] = await findTwins(tx, [verdict.tokenId]);
      return twin && { twin, progress };
    });
    const shown = seen && {
      twin: toTwinSummary(seen.twin, await readerOf(deps.db, user)),
      asOf: await toAsOf(deps, seen.progress),
    };
    return c.json({ genuine: true, tokenId: verdict.tokenId.toString(), ...shown }, 200);
  },
);
