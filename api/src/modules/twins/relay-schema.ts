import { z } from "@hono/zod-openapi";
import { publicId } from "../../http/public-id.ts";
import type { RelayOfToken } from "../../minter/queries.ts";
import { keysOf, relayStates } from "../../minter/states.ts";

export const relaySchema = z
  .object({
    id: z.string(),
    state: z.enum(keysOf(relayStates)),
    hash: z.string().nullable().openapi({ description: "The transaction that carries it." }),
    block: z.int().nullable(),
    failure: z.string().nullable(),
    requestedAt: z.iso.datetime(),
  })
  .openapi("Relay");

type RelayRow = Omit<RelayOfToken, "key" | "userId" | "act" | "minedAt">;
export const toRelayDto = (relay: RelayRow): z.infer<typeof relaySchema> => ({
  id: publicId("rly", relay.id),
  state: relay.state,
  hash: relay.hash,
  block: relay.block === null ? null : Number(relay.block),
  failure: relay.failure,
  requestedAt: relay.requestedAt.toISOString(),
});
