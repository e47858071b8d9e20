import { z } from "@hono/zod-openapi";
import { gateErrors } from "../../adapters/chain/errors.ts";
import { inOneMoment } from "../../http/as-of.ts";
import { createRouter } from "../../http/create-router.ts";
import { pageQuery, readCursor, toPage } from "../../http/page.ts";
import { userRoute } from "../../http/route.ts";
import { awaitOwnActs } from "../../minter/await-own-acts.ts";
import { minterErrors } from "../../minter/errors.ts";
import { tokensOf } from "../../minter/queries.ts";
import { departureErrors, destinationErrors } from "../departures/errors.ts";
import { lastDepartureOf } from "../departures/queries.ts";
import { departureSchema, toDepartureDto } from "../departures/schema.ts";
import { stopDeparture } from "../departures/stop-departure.ts";
import { garmentErrors } from "./errors.ts";
import { findTwins } from "./find-twins.ts";
import { readerOf } from "./reader.ts";
import { toTwinSummary, twinPageSchema } from "./schema.ts";
import { sendGarment } from "./send-garment.ts";
import { sendBody, stayingSchema, tokenParam } from "./send-schema.ts";

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
    description:
      "FLUX signs for you and pays the gas. Sent twice it goes once. For an address that is new to your account it waits first, and a mail can stop it; a wallet that you linked is not new.",
    request: {
      params: tokenParam,
      json: sendBody,
    },
    answers: {
      202: ["On its way, or waiting", departureSchema],
    },
    errors: [
      garmentErrors.garment_not_yours,
      garmentErrors.not_in_custody,
      departureErrors.already_sending,
      departureErrors.too_many_sends,
      ...destinationErrors,
      minterErrors.too_many_under_way,
      ...gateErrors,
    ],
  }),
  async (c) => {
    const { deps, user } = c.var;
    const { tokenId } = c.req.valid("param");
    const { to } = c.req.valid("json");
    return c.json(toDepartureDto(await sendGarment(deps, { userId: user.id, tokenId, to })), 202);
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
      200: ["Your last sending of it", departureSchema],
    },
    errors: [garmentErrors.not_sent],
  }),
  async (c) => {
    const { deps, user } = c.var;
    const { tokenId } = c.req.valid("param");
    const sent = await lastDepartureOf(deps.db, { userId: user.id, tokenId });
    if (!sent) throw garmentErrors.not_sent();
    return c.json(toDepartureDto(sent), 200);
  },
);

garmentRoutes.openapi(
  userRoute({
    id: "stopGarment",
    method: "delete",
    path: "/api/garments/{tokenId}/send",
    tag,
    summary: "Stop a garment that you sent and that still waits",
    request: { params: tokenParam },
    answers: {
      200: ["It stays", stayingSchema],
    },
    errors: [departureErrors.not_waiting],
  }),
  async (c) => {
    const { deps, user } = c.var;
    const { tokenId } = c.req.valid("param");
    await stopDeparture(deps, { userId: user.id, tokenId });
    return c.json({ tokenId: tokenId.toString(), stopped: true } as const, 200);
  },
);
