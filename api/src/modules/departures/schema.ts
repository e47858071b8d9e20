import { z } from "@hono/zod-openapi";
import { orNull } from "../../http/or-null.ts";
import { publicId } from "../../http/public-id.ts";
import { addressSchema, tokenIdSchema } from "../../input/chain-values.ts";
import { keysOf, relayStates } from "../../minter/states.ts";
import type { DepartureRow } from "./queries.ts";
import { mostAtOnce } from "./withdraw-garments.ts";

export const departureShape = {
  id: z.string(),
  state: z.enum(["waiting", "stopped", "failed", ...keysOf(relayStates)]).openapi({
    description:
      "waiting: it leaves at `leavesAt` and can be stopped. stopped: it stays. queued, signed, sent, mined, final: how far its transaction is. failed, parked: it did not leave, see `failure`.",
  }),
  leavesAt: orNull(z.iso.datetime()).openapi({
    description: "Until when it waited or waits; null without a wait.",
  }),
  hash: z.string().nullable().openapi({ description: "The transaction that carries it." }),
  block: z.int().nullable(),
  failure: z.string().nullable(),
  requestedAt: z.iso.datetime(),
  to: z.string(),
};
export const departureSchema = z.object({ ...departureShape, tokenId: z.string() }).openapi("Departure");
export const departuresSchema = z.object({ garments: z.array(departureSchema) }).openapi("Departures");

export const withdrawBody = z.object({
  address: addressSchema.openapi({ description: "A wallet that is linked to your account." }),
  garments: z
    .array(tokenIdSchema)
    .min(1)
    .max(mostAtOnce)
    .optional()
    .openapi({ description: "Which; without it all that we keep for you." }),
});

export const stopBody = z.object({ token: z.string().min(1).max(200) });
export const stoppedSchema = z
  .object({ garments: z.array(z.object({ tokenId: z.string(), to: z.string() })) })
  .openapi("StoppedGarments");

export function toDepartureDto(row: DepartureRow): z.infer<typeof departureSchema> {
  const carried = row.state === "sent" ? row.relayState : null;
  return {
    id: publicId("dep", row.id),
    tokenId: row.tokenId.toString(),
    to: row.to,
    state: carried ?? (row.state === "sent" ? "queued" : row.state),
    leavesAt: row.leavesAt?.toISOString() ?? null,
    hash: carried && row.hash,
    block: carried && row.block !== null ? Number(row.block) : null,
    failure: row.stopped ?? row.failure,
    requestedAt: row.askedAt.toISOString(),
  };
}
