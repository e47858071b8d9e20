import { z } from "@hono/zod-openapi";
import { type Address, getAddress } from "viem";
import { asOfSchema } from "../../http/as-of.ts";
import { addressSchema, tokenIdSchema } from "../../input/chain-values.ts";
import type { Reader } from "../twins/reader.ts";
import { isDone, toTwinSummary, twinShape } from "../twins/schema.ts";
import type { FullTwin } from "./read-twin.ts";

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
    asOf: asOfSchema,
  })
  .openapi("DigitalTwin");

export function toTwinDto(twin: FullTwin, reader: Reader): z.infer<typeof twinSchema> {
  const { garment, vaulted, metadataUri, history, lastTap, asOf, contract } = twin;
  const summary = toTwinSummary(twin, reader);
  return {
    ...summary,
    toldBy: twin.by === "chain" ? "chain" : summary.toldBy,
    contract,
    tagHash: twin.token?.tagHash ?? garment.tagHash,
    vaulted,
    metadataUri,
    history: [...(history.length > 0 ? history.map(toMoveDto) : unseenMint(twin)), ...unseenMove(twin)],
    lastTap: lastTap && { kind: lastTap.kind, at: lastTap.at.toISOString() },
    asOf,
  };
}

const toMoveDto = ({ kind, from, to, block, atSec, hash, proof }: FullTwin["history"][number]) => ({
  ...{ kind, block, hash, proof },
  from: getAddress(from),
  to: getAddress(to),
  at: isoOfSec(atSec),
});

// The chain has it and the indexer does not yet: told from the receipt.
function unseenMint({ mint, token }: FullTwin) {
  if (!mint?.hash || mint.block === null || !mint.minedAt) return [];
  // It has moved since, and nobody here knows whom it came from.
  if (token && token.moves > 0) return [];
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

function unseenMove({ sending }: FullTwin) {
  if (sending?.act.kind !== "transfer" || !isDone(sending)) return [];
  const { hash, block, minedAt, act } = sending;
  if (!hash || block === null || !minedAt) return [];
  const [from, to] = [getAddress(act.from), getAddress(act.to)];
  return [
    {
      kind: "transfer" as const,
      from,
      to,
      block: Number(block),
      at: minedAt.toISOString(),
      hash,
      proof: null,
    },
  ];
}

const isoOfSec = (sec: number) => new Date(sec * 1000).toISOString();
