import { gateErrors } from "../../adapters/chain/errors.ts";
import { createRouter } from "../../http/create-router.ts";
import { publicRoute, userRoute } from "../../http/route.ts";
import { departureErrors, destinationErrors } from "./errors.ts";
import { departuresOf } from "./queries.ts";
import * as schema from "./schema.ts";
import { stopByLink } from "./stop-departure.ts";
import { withdrawGarments } from "./withdraw-garments.ts";

/** The way out of custody. A single garment's is beside it: POST /api/garments/{tokenId}/send. */
export const departureRoutes = createRouter();
const tag = "Garments";

departureRoutes.openapi(
  userRoute({
    id: "withdrawGarments",
    method: "post",
    path: "/api/wallet/withdraw",
    tag,
    summary: "Take your garments out of custody, to a wallet of your own",
    fresh: true,
    once: true,
    description:
      "Leave at any time: no wait, no limit, no fee. The wallet is one that you linked. A garment that is on its way already stays on it; the answer says where to.",
    request: { json: schema.withdrawBody },
    answers: { 202: ["Each of them, as it stands now", schema.departuresSchema] },
    errors: [
      departureErrors.wallet_not_proved,
      departureErrors.nothing_to_withdraw,
      departureErrors.not_held,
      departureErrors.already_sending,
      ...destinationErrors,
      ...gateErrors,
    ],
  }),
  async (c) => {
    const { deps, user } = c.var;
    const { address, garments } = c.req.valid("json");
    const asked = await withdrawGarments(deps, { userId: user.id, address, tokenIds: garments ?? null });
    return c.json({ garments: asked.map(schema.toDepartureDto) }, 202);
  },
);

departureRoutes.openapi(
  userRoute({
    id: "listDepartures",
    method: "get",
    path: "/api/wallet/withdraw",
    tag,
    summary: "What you sent out of custody, and how far it is",
    description: "All of the last 30 days, and whatever still waits; the newest first.",
    answers: { 200: ["Each of them", schema.departuresSchema] },
  }),
  async (c) => {
    const { deps, user } = c.var;
    return c.json({ garments: (await departuresOf(deps.db, user.id)).map(schema.toDepartureDto) }, 200);
  },
);

departureRoutes.openapi(
  publicRoute({
    id: "stopSending",
    method: "post",
    path: "/api/wallet/stop",
    tag,
    summary: "Stop, by a mailed link, what is about to leave custody",
    description:
      "Stops all of that person's that waits for the address of the mail. Opened again it says the same.",
    request: { json: schema.stopBody },
    answers: { 200: ["What stays", schema.stoppedSchema] },
    limit: "stopSending",
    errors: [departureErrors.stop_token_invalid, departureErrors.already_left],
  }),
  async (c) => {
    const stopped = await stopByLink(c.var.deps, c.req.valid("json").token);
    return c.json({ garments: stopped.map(({ tokenId, to }) => ({ tokenId: tokenId.toString(), to })) }, 200);
  },
);
