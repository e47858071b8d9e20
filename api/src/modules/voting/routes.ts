import { z } from "@hono/zod-openapi";
import { inOneMoment } from "../../http/as-of.ts";
import { createRouter } from "../../http/create-router.ts";
import { pageQuery, readCursor, toPage } from "../../http/page.ts";
import { publicRoute, tribeRoute } from "../../http/route.ts";
import { minterErrors } from "../../minter/errors.ts";
import { relaySchema, toRelayDto } from "../twins/relay-schema.ts";
import { castVote } from "./cast-vote.ts";
import { votingErrors } from "./errors.ts";
import { listDesigns } from "./queries.ts";
import { readResults } from "./read-results.ts";
import {
  designPageSchema,
  designParam,
  resultsSchema,
  toDesignDto,
  toResultsDto,
  voteBody,
} from "./schema.ts";

export const votingRoutes = createRouter();
const tag = "Voting";

votingRoutes.openapi(
  publicRoute({
    id: "listDesigns",
    method: "get",
    path: "/api/voting/designs",
    tag,
    summary: "Designs put to the vote, the newest first",
    request: { query: pageQuery },
    answers: {
      200: ["A page", designPageSchema],
    },
    description: "All of one moment, which it names.",
  }),
  async (c) => {
    const { limit, cursor } = c.req.valid("query");
    const [before] = readCursor(cursor, z.tuple([z.string().regex(/^\d{1,78}$/)])) ?? [];
    const range = { before: before === undefined ? undefined : BigInt(before), limit: limit + 1 };
    const { rows, asOf } = await inOneMoment(c.var.deps, async (tx) => ({
      rows: await listDesigns(tx, range),
    }));
    const page = toPage(rows, limit, toDesignDto, (row) => [row.id.toString()]);
    return c.json({ ...page, asOf }, 200);
  },
);

votingRoutes.openapi(
  tribeRoute("vote", {
    id: "castVote",
    method: "post",
    path: "/api/voting/designs/{id}/vote",
    tag,
    summary: "Vote with your garments",
    once: true,
    description:
      "One garment, one vote. For garments in custody FLUX signs; a wallet brings its own signed ballot. FLUX pays the gas.",
    request: {
      params: designParam,
      json: voteBody,
    },
    answers: {
      202: ["On its way; it counts once it is mined", relaySchema],
    },
    errors: [
      votingErrors.design_not_found,
      votingErrors.vote_not_open,
      votingErrors.no_vote_left,
      votingErrors.garment_cannot_vote,
      votingErrors.ballot_signature_wrong,
      minterErrors.too_many_under_way,
    ],
  }),
  async (c) => {
    const { deps, user } = c.var;
    const { tokenIds, ballot } = c.req.valid("json");
    const { id: designId } = c.req.valid("param");
    const relay = await castVote(deps, { userId: user.id, designId, tokenIds, signed: ballot });
    return c.json(toRelayDto({ ...relay, hash: null, block: null }), 202);
  },
);

votingRoutes.openapi(
  publicRoute({
    id: "getVoteResults",
    method: "get",
    path: "/api/voting/designs/{id}/results",
    tag,
    summary: "How a vote stands",
    request: { params: designParam },
    answers: {
      200: ["The tally", resultsSchema],
    },
    description:
      "All of one moment, which it names. Who voted a moment ago waits for the views, two seconds at most; then their own votes are told from the receipt.",
    errors: [votingErrors.design_not_found],
  }),
  async (c) => {
    const { deps, user } = c.var;
    const { id: designId } = c.req.valid("param");
    const results = await readResults(deps, { designId, user });
    return c.json(toResultsDto(results), 200);
  },
);
