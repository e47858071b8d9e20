import { createRoute, z } from "@hono/zod-openapi";
import { isAddressEqual } from "viem";
import { chainErrors } from "../../adapters/chain/errors.ts";
import { readOwnership } from "../../adapters/chain/read-ownership.ts";
import { httpErrors } from "../../errors.ts";
import { createRouter } from "../../http/create-router.ts";
import { errorResponses } from "../../http/error-responses.ts";
import { garmentIdSchema } from "../../input/chain-values.ts";
import { readerOf } from "../twins/reader.ts";
import { blockchainErrors } from "./errors.ts";
import { readTwin } from "./read-twin.ts";
import { ownershipBody, ownershipSchema, toTwinDto, twinSchema } from "./schema.ts";

export const blockchainRoutes = createRouter();
const tags = ["Chain"];

blockchainRoutes.openapi(
  createRoute({
    method: "post",
    path: "/api/blockchain/verify-ownership",
    tags,
    summary: "Whether an address holds a garment's token",
    description: "Asks the chain itself. Without an answer from it: 503, never a guess.",
    request: { body: { required: true, content: { "application/json": { schema: ownershipBody } } } },
    responses: {
      200: { description: "The answer", content: { "application/json": { schema: ownershipSchema } } },
      ...errorResponses(httpErrors.invalid_input, chainErrors.chain_unreachable),
    },
  }),
  async (c) => {
    const { address, tokenId } = c.req.valid("json");
    const { owner, block } = await readOwnership(c.var.deps, tokenId);
    const owns = owner !== null && isAddressEqual(owner, address);
    return c.json({ address, tokenId: tokenId.toString(), owns, owner, block: Number(block) }, 200);
  },
);

blockchainRoutes.openapi(
  createRoute({
    method: "get",
    path: "/api/blockchain/digital-twin/{id}",
    tags,
    summary: "A garment's twin: what it is, who holds it, where it has been",
    request: { params: z.object({ id: garmentIdSchema }) },
    responses: {
      200: { description: "The twin", content: { "application/json": { schema: twinSchema } } },
      ...errorResponses(httpErrors.invalid_input, blockchainErrors.garment_not_found),
    },
  }),
  async (c) => {
    const { deps, user } = c.var;
    const twin = await readTwin(deps, c.req.valid("param").id);
    return c.json(toTwinDto(twin, await readerOf(deps.db, user)), 200);
  },
);
