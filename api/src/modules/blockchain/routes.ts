import { z } from "@hono/zod-openapi";
import { isAddressEqual } from "viem";
import { gateErrors } from "../../adapters/chain/errors.ts";
import { readOwnership } from "../../adapters/chain/read-ownership.ts";
import { createRouter } from "../../http/create-router.ts";
import { publicRoute } from "../../http/route.ts";
import { garmentIdSchema } from "../../input/chain-values.ts";
import { awaitOwnActs } from "../../minter/await-own-acts.ts";
import { readerOf } from "../twins/reader.ts";
import { blockchainErrors } from "./errors.ts";
import { readTwin } from "./read-twin.ts";
import { ownershipBody, ownershipSchema, toTwinDto, twinSchema } from "./schema.ts";

export const blockchainRoutes = createRouter();
const tag = "Chain";

blockchainRoutes.openapi(
  publicRoute({
    id: "verifyOwnership",
    method: "post",
    path: "/api/blockchain/verify-ownership",
    tag,
    summary: "Whether an address holds a garment's token",
    description: "Asks the chain itself. Without an answer from it: 503, never a guess.",
    request: { json: ownershipBody },
    answers: {
      200: ["The answer", ownershipSchema],
    },
    errors: [...gateErrors],
  }),
  async (c) => {
    const { address, tokenId } = c.req.valid("json");
    const { owner, block } = await readOwnership(c.var.deps, tokenId);
    const owns = owner !== null && isAddressEqual(owner, address);
    return c.json({ address, tokenId: tokenId.toString(), owns, owner, block: Number(block) }, 200);
  },
);

blockchainRoutes.openapi(
  publicRoute({
    id: "getDigitalTwin",
    method: "get",
    path: "/api/blockchain/digital-twin/{id}",
    tag,
    summary: "A garment's twin: what it is, who holds it, where it has been",
    request: { params: z.object({ id: garmentIdSchema }) },
    answers: {
      200: ["The twin", twinSchema],
    },
    description:
      "All of one moment, which it names. Who acted a moment ago waits for the views, two seconds at most. While the views are being rebuilt the chain itself tells.",
    errors: [blockchainErrors.garment_not_found, ...gateErrors],
  }),
  async (c) => {
    const { deps, user } = c.var;
    const reader = await readerOf(deps.db, user);
    if (user) await awaitOwnActs(deps.db, { userId: user.id, ...reader });
    const twin = await readTwin(deps, c.req.valid("param").id);
    return c.json(toTwinDto(twin, reader), 200);
  },
);
