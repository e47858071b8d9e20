import { z } from "@hono/zod-openapi";
import { gateErrors } from "../../adapters/chain/errors.ts";
import { inOneMoment } from "../../http/as-of.ts";
import { createRouter } from "../../http/create-router.ts";
import { pageQuery, readCursor, toPage } from "../../http/page.ts";
import { userRoute } from "../../http/route.ts";
import { awaitOwnActs } from "../../minter/await-own-acts.ts";
import { minterErrors } from "../../minter/errors.ts";
import { lastTransferOf, tokensOf } from "../../minter/queries.ts";
import { garmentErrors } from "./errors.ts";
import { findTwins } from "./find-twins.ts";
import { readerOf } from "./reader.ts";
import { toTwinSummary, twinPageSchema } from "./schema.ts";
import { sendGarment } from "./send-garment.ts";
import { sendBody, sendingSchema, tokenParam, toSendingDto } from "./send-schema.ts";

export const garmentRoutes = createRouter();
const tag = "Garments";

garmentRoutes.openapi(
  userRoute({
    id: "listGarments",
    method: "get",
    path: "/api/garments",
    tag,
    summary: "The garments you hold, in custody or in a wallet of yours",
    request: { query: pageQuery },
    answers: {
      200: ["A page, with those whose token is still on its way.", twinPageSchema],
    },
    description:
      "All of one moment, which it names. Who acted a moment ago waits for the views, two seconds at most.",
  }),
  async (c) => {
    const { deps, user } = c.var;
    const { limit, cursor } = c.req.valid("query");
    const [after] = readCursor(cursor, z.tuple([z.string().regex(/^\d{1,78}$/)])) ?? ["0"];
    const reader = await readerOf(deps.db, user);
    await awaitOwnActs(deps.db, { userId: user.id, ...reader });
    const { twins, asOf } = await inOneMoment(deps, async (tx) => {
      const ids = await tokensOf(tx, { ...reader, after: BigInt(after), limit: limit + 1 });
      return { twins: await findTwins(tx, ids) };
    });
    const page = toPage(
      twins,
      limit,
      (twin) => toTwinSummary(twin, reader),
      (twin) => [twin.tokenId.toString()],
    );
    return c.json({ ...page, asOf }, 200);
  },
);

garmentRoutes.openapi(
  userRoute({
    id: "sendGarment",
    method: "post",
    path: "/api/garments/{tokenId}/send",
    tag,
    summary: "Send a garment out of custody to any address",
    fresh: true,
    once: true,
    description: "Leave at any time: FLUX signs for you and pays the gas. Sent twice it goes once.",
    request: {
      params: tokenParam,
      json: sendBody,
    },
    answers: {
      202: ["On its way", sendingSchema],
    },
    errors: [
      garmentErrors.garment_not_yours,
      garmentErrors.not_in_custody,
      garmentErrors.receiver_refused,
      garmentErrors.already_sending,
      minterErrors.too_many_under_way,
      ...gateErrors,
    ],
  }),
  async (c) => {
    const { deps, user } = c.var;
    const { tokenId } = c.req.valid("param");
    const { to } = c.req.valid("json");
    const relay = await sendGarment(deps, { userId: user.id, tokenId, to });
    return c.json(toSendingDto({ ...relay, hash: null, block: null }, { tokenId, to }), 202);
  },
);

garmentRoutes.openapi(
  userRoute({
    id: "getSending",
    method: "get",
    path: "/api/garments/{tokenId}/send",
    tag,
    summary: "How far a garment is that you sent",
    request: { params: tokenParam },
    answers: {
      200: ["Your last sending of it", sendingSchema],
    },
    errors: [garmentErrors.not_sent],
  }),
  async (c) => {
    const { deps, user } = c.var;
    const { tokenId } = c.req.valid("param");
    const relay = await lastTransferOf(deps.db, { userId: user.id, tokenId });
    if (!relay) throw garmentErrors.not_sent();
    return c.json(toSendingDto(relay, { tokenId, to: relay.to }), 200);
  },
);
