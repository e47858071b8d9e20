import { createRoute, z } from "@hono/zod-openapi";
import { chainErrors } from "../../adapters/chain/errors.ts";
import { httpErrors } from "../../errors.ts";
import { createRouter } from "../../http/create-router.ts";
import { errorResponses } from "../../http/error-responses.ts";
import { pageQuery, pageSchema, readCursor, toPage } from "../../http/page.ts";
import { requireUser, signedIn } from "../../http/session.ts";
import { lastTransferOf, tokensOf } from "../../minter/queries.ts";
import { garmentErrors } from "./errors.ts";
import { findTwins } from "./find-twins.ts";
import { readerOf } from "./reader.ts";
import { toTwinSummary, twinSummarySchema } from "./schema.ts";
import { sendGarment } from "./send-garment.ts";
import { sendBody, sendingSchema, tokenParam, toSendingDto } from "./send-schema.ts";

export const garmentRoutes = createRouter();
const tags = ["Garments"];

garmentRoutes.openapi(
  createRoute({
    method: "get",
    path: "/api/garments",
    tags,
    summary: "The garments you hold, in custody or in a wallet of yours",
    security: signedIn,
    middleware: [requireUser] as const,
    request: { query: pageQuery },
    responses: {
      200: {
        description: "A page, with those whose token is still on its way.",
        content: { "application/json": { schema: pageSchema(twinSummarySchema) } },
      },
      ...errorResponses(httpErrors.invalid_input, httpErrors.not_signed_in),
    },
  }),
  async (c) => {
    const { db } = c.var.deps;
    const { limit, cursor } = c.req.valid("query");
    const [after] = readCursor(cursor, z.tuple([z.string().regex(/^\d{1,78}$/)])) ?? ["0"];
    const reader = await readerOf(db, c.var.user);
    const ids = await tokensOf(db, { ...reader, after: BigInt(after), limit: limit + 1 });
    const twins = await findTwins(db, ids);
    const page = toPage(
      twins,
      limit,
      (twin) => toTwinSummary(twin, reader),
      (twin) => [twin.tokenId.toString()],
    );
    return c.json(page, 200);
  },
);

garmentRoutes.openapi(
  createRoute({
    method: "post",
    path: "/api/garments/{tokenId}/send",
    tags,
    summary: "Send a garment out of custody to any address",
    description: "Leave at any time: FLUX signs for you and pays the gas. Sent twice it goes once.",
    security: signedIn,
    middleware: [requireUser] as const,
    request: {
      params: tokenParam,
      body: { required: true, content: { "application/json": { schema: sendBody } } },
    },
    responses: {
      202: { description: "On its way", content: { "application/json": { schema: sendingSchema } } },
      ...errorResponses(
        httpErrors.invalid_input,
        httpErrors.not_signed_in,
        garmentErrors.garment_not_yours,
        garmentErrors.not_in_custody,
        garmentErrors.receiver_refused,
        garmentErrors.already_sending,
        chainErrors.chain_unreachable,
      ),
    },
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
  createRoute({
    method: "get",
    path: "/api/garments/{tokenId}/send",
    tags,
    summary: "How far a garment is that you sent",
    security: signedIn,
    middleware: [requireUser] as const,
    request: { params: tokenParam },
    responses: {
      200: {
        description: "Your last sending of it",
        content: { "application/json": { schema: sendingSchema } },
      },
      ...errorResponses(httpErrors.invalid_input, httpErrors.not_signed_in, garmentErrors.not_sent),
    },
  }),
  async (c) => {
    const { deps, user } = c.var;
    const { tokenId } = c.req.valid("param");
    const relay = await lastTransferOf(deps.db, { userId: user.id, tokenId });
    if (!relay) throw garmentErrors.not_sent();
    return c.json(toSendingDto(relay, { tokenId, to: relay.to }), 200);
  },
);
