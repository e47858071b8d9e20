import { batchAndSerialOf } from "@flux/contracts";
import { z } from "@hono/zod-openapi";
import { type Address, getAddress, isAddress, isAddressEqual } from "viem";
import { publicId } from "../../http/public-id.ts";
import { imageSchema, toImageDto } from "../products/schema.ts";
import type { RelayOfToken, Twin } from "./find-twins.ts";
import type { FullTwin } from "./read-twin.ts";
import type { Reader } from "./reader.ts";
import { keysOf, mintStates, relayStates } from "./states.ts";

/** An address in lower case or with its right checksum; a wrong checksum is a slip of the hand. */
export const addressSchema = z
  .string()
  .refine(
    (value) => isAddress(value),
    "an address is 0x and 40 hex digits, with its checksum or in lower case",
  )
  .transform((value) => getAddress(value))
  .openapi({ type: "string", example: "0xd8dA6BF26964aF9D7eEd9e03E53415D37aA96045" });

const maxUint256 = 2n ** 256n - 1n;
export const tokenIdSchema = z
  .string()
  .regex(/^\d{1,78}$/, "a token id is a decimal number")
  .transform(BigInt)
  .refine((value) => value <= maxUint256, "a token id is below 2^256")
  .openapi({ type: "string", example: "1000042" });

/** A token id, or batch and serial. Null for an id that no garment can have. */
export const garmentIdSchema = z
  .string()
  .regex(/^(\d{1,78}|\d{1,10}-\d{1,6})$/, "an id here is a token id, or batch and serial as in 1-42")
  .transform((id) => {
    const [batchId = "", serial] = id.split("-");
    return placeOf(serial === undefined ? BigInt(id) : BigInt(batchId) * 1_000_000n + BigInt(serial));
  })
  .openapi({ type: "string", example: "1-42" });

/** Batch and serial of a token id; null for one that no garment of ours can have. */
export function placeOf(tokenId: bigint) {
  try {
    const place = batchAndSerialOf(tokenId);
    return place.batchId < 2 ** 31 ? place : null;
  } catch {
    return null;
  }
}

export const ownershipBody = z.object({ address: addressSchema, tokenId: tokenIdSchema });
export const ownershipSchema = z
  .object({
    address: z.string(),
    tokenId: z.string(),
    owns: z.boolean(),
    owner: z.string().nullable(),
    block: z.int().openapi({ description: "The block of the chain that says so." }),
  })
  .openapi("Ownership");

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

type RelayRow = Omit<RelayOfToken, "key" | "userId" | "act">;
export const toRelayDto = (relay: RelayRow): z.infer<typeof relaySchema> => ({
  id: publicId("rly", relay.id),
  state: relay.state,
  hash: relay.hash,
  block: numberOrNull(relay.block),
  failure: relay.failure,
  requestedAt: relay.requestedAt.toISOString(),
});

const twinShape = {
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
  isYours: z.boolean(),
  mint: z
    .object({ state: z.enum(keysOf(mintStates)), hash: z.string().nullable(), block: z.int().nullable() })
    .nullable()
    .openapi({ description: "The mint we sent; null for a garment that nobody bought here." }),
  sending: relaySchema
    .extend({ to: z.string() })
    .nullable()
    .openapi("Sending", { description: "On its way out of custody, to this address." }),
};
export const twinSummarySchema = z.object(twinShape).openapi("TwinSummary");

export const twinSchema = z
  .object({
    ...twinShape,
    contract: z.object({ chainId: z.int(), address: z.string() }),
    tagHash: z.string(),
    vaulted: z.boolean(),
    metadataUri: z.string().nullable(),
    history: z.array(
      z.object({
        kind: z.enum(["mint", "transfer", "handover"]),
        from: z.string(),
        to: z.string(),
        block: z.int(),
        at: z.iso.datetime(),
        hash: z.string(),
        proof: z.enum(["tag", "attestation"]).nullable(),
      }),
    ),
    lastTap: z.object({ kind: z.enum(["challenge", "url"]), at: z.iso.datetime() }).nullable(),
    asOf: z
      .object({ block: z.int(), at: z.iso.datetime() })
      .nullable()
      .openapi({ description: "The indexer had read the chain at least to here; null before it has run." }),
  })
  .openapi("DigitalTwin");

export function toTwinSummary(
  { tokenId, garment, token, mint, sending }: Twin,
  { addresses }: Reader,
): z.infer<typeof twinSummarySchema> {
  const minted = token !== null || mint?.state === "mined" || mint?.state === "final";
  const owner = token?.owner ?? (minted ? mint?.to : undefined);
  return {
    tokenId: tokenId.toString(),
    batch: garment.batchId,
    serial: garment.serial,
    cap: garment.cap,
    product: {
      ...garment.product,
      id: publicId("prd", garment.product.id),
      images: garment.product.images.map((image) => toImageDto(garment.product.slug, image)),
    },
    state: minted ? "minted" : mint ? "minting" : "unminted",
    owner: owner ? getAddress(owner) : null,
    isYours: owner !== undefined && addresses.some((address) => isAddressEqual(address, owner)),
    mint: mint && {
      state: mint.state,
      hash: mint.hash ?? token?.mintHash ?? null,
      block: numberOrNull(mint.block) ?? token?.mintedBlock ?? null,
    },
    sending:
      sending && sending.act.kind === "transfer" ? { ...toRelayDto(sending), to: sending.act.to } : null,
  };
}

export function toTwinDto(twin: FullTwin, reader: Reader): z.infer<typeof twinSchema> {
  const { garment, edition, history, lastTap, asOf, contract } = twin;
  return {
    ...toTwinSummary(twin, reader),
    contract,
    tagHash: twin.token?.tagHash ?? garment.tagHash,
    vaulted: edition?.vaulted ?? false,
    metadataUri: edition?.uri ? `${edition.uri}/${garment.serial}.json` : null,
    history: history.length > 0 ? history.map(toMoveDto) : unseenMint(twin),
    lastTap: lastTap && { kind: lastTap.kind, at: lastTap.at.toISOString() },
    asOf: asOf && { block: asOf.block, at: isoOfSec(asOf.blockAtSec) },
  };
}

const toMoveDto = ({ kind, from, to, block, atSec, hash, proof }: FullTwin["history"][number]) => ({
  ...{ kind, block, hash, proof },
  from: getAddress(from),
  to: getAddress(to),
  at: isoOfSec(atSec),
});

// The chain has it and the indexer does not yet: told from the receipt.
function unseenMint({ mint }: FullTwin) {
  if (!mint?.hash || mint.block === null || !mint.minedAt) return [];
  const zero: Address = `0x${"0".repeat(40)}`;
  const { hash, to } = mint;
  const at = mint.minedAt.toISOString();
  return [
    {
      kind: "mint" as const,
      from: zero,
      to: getAddress(to),
      block: Number(mint.block),
      at,
      hash,
      proof: null,
    },
  ];
}

const isoOfSec = (sec: number) => new Date(sec * 1000).toISOString();
const numberOrNull = (value: bigint | null) => (value === null ? null : Number(value));
