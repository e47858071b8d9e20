import { z } from "@hono/zod-openapi";
import { getAddress, isAddressEqual } from "viem";
import { asOfSchema } from "../../http/as-of.ts";
import { orNull } from "../../http/or-null.ts";
import { pageSchema } from "../../http/page.ts";
import { publicId } from "../../http/public-id.ts";
import { keysOf, mintStates } from "../../minter/states.ts";
import { departureShape, toDepartureDto } from "../departures/schema.ts";
import { imageSchema, toImageDto } from "../products/schema.ts";
import type { Twin } from "./find-twins.ts";
import type { Reader } from "./reader.ts";
import { toRelayDto } from "./relay-schema.ts";

const sendingSchema = z.object(departureShape).openapi("Sending");

export const twinShape = {
  tokenId: z.string(),
  batch: z.int(),
  serial: z.int(),
  cap: z.int().openapi({ description: "As many of its batch as may ever exist." }),
  product: z.object({
    id: z.string(),
    slug: z.string(),
    name: z.string(),
    size: z.string(),
    color: z.string(),
    colorHex: z.string(),
    images: z.array(imageSchema),
  }),
  state: z.enum(["unminted", "minting", "minted"]),
  owner: z.string().nullable(),
  toldBy: z.enum(["views", "receipt", "chain"]).openapi({
    description:
      "Who says so: the indexer's views; the receipt of an act that they do not contain yet; the chain itself, while the views are being rebuilt (the history may be missing then).",
  }),
  isYours: z.boolean(),
  mint: z
    .object({ state: z.enum(keysOf(mintStates)), hash: z.string().nullable(), block: z.int().nullable() })
    .nullable()
    .openapi({ description: "The mint we sent; null for a garment that nobody bought here." }),
  sending: orNull(sendingSchema).openapi({
    description:
      "On its way out of custody, to this address; null when it is not. That it waits only its holder sees.",
  }),
};
export const twinSummarySchema = z.object(twinShape).openapi("TwinSummary");
export const twinPageSchema = pageSchema(twinSummarySchema).extend({ asOf: asOfSchema });

export function toTwinSummary(
  { tokenId, garment, token, mint, sending, waiting }: Twin,
  { addresses }: Reader,
): z.infer<typeof twinSummarySchema> {
  const minted = token !== null || mint?.state === "mined" || mint?.state === "final";
  // The chain has it, the views do not yet: the garment has left for there.
  const left = sending?.act.kind === "transfer" && isDone(sending) ? sending.act.to : undefined;
  const owner = left ?? token?.owner ?? (minted ? mint?.to : undefined);
  const isYours = owner !== undefined && addresses.some((address) => isAddressEqual(address, owner));
  return {
    tokenId: tokenId.toString(),
    batch: garment.batchId,
    serial: garment.serial,
    cap: garment.cap,
    product: {
      ...garment.product,
      id: publicId("prd", garment.product.id),
      images: garment.product.images.map(toImageDto),
    },
    state: minted ? "minted" : mint ? "minting" : "unminted",
    owner: owner ? getAddress(owner) : null,
    toldBy: left || (minted && !token) ? "receipt" : "views",
    isYours,
    mint: mint && {
      state: mint.state,
      hash: mint.hash ?? token?.mintHash ?? null,
      block: numberOrNull(mint.block) ?? token?.mintedBlock ?? null,
    },
    sending: isYours && waiting ? withoutToken(toDepartureDto(waiting)) : sentOf(sending),
  };
}

function sentOf(sending: Twin["sending"]) {
  if (sending?.act.kind !== "transfer") return null;
  return { ...toRelayDto(sending), to: sending.act.to, leavesAt: null };
}

const withoutToken = ({ tokenId: _, ...rest }: ReturnType<typeof toDepartureDto>) => rest;

/** Whether a relay is on the chain, whatever the views say. */
export const isDone = ({ state }: { state: string }) => state === "mined" || state === "final";
const numberOrNull = (value: bigint | null) => (value === null ? null : Number(value));
