import { z } from "@hono/zod-openapi";
import type { Hex } from "viem";
import { asOfSchema } from "../../http/as-of.ts";
import { pageSchema } from "../../http/page.ts";
import { addressSchema, tokenIdSchema } from "../../input/chain-values.ts";
import type { DesignRow } from "./queries.ts";
import type { Results } from "./read-results.ts";

export const designParam = z.object({ id: tokenIdSchema.openapi({ type: "string", example: "1" }) });

export const voteBody = z
  .object({
    tokenIds: z
      .array(tokenIdSchema)
      .min(1)
      .max(50)
      .optional()
      .openapi({ description: "All of yours without it." }),
    ballot: z
      .object({
        voter: addressSchema,
        deadline: z
          .string()
          .regex(/^\d{1,20}$/, "Unix seconds")
          .transform(BigInt)
          .openapi({ type: "string" }),
        signature: z
          .string()
          .regex(/^0x([0-9a-f]{2}){1,2048}$/i, "a signature in hex, of 2,048 bytes at most")
          .transform((value): Hex => `0x${value.slice(2)}`)
          .openapi({ type: "string" }),
      })
      .optional()
      .openapi({ description: "A wallet's own EIP-712 ballot for exactly these garments." }),
  })
  .refine(({ ballot, tokenIds }) => !ballot || tokenIds, "a signed ballot needs its tokenIds")
  .openapi("Vote");

const designStates = ["upcoming", "open", "closed", "approved", "declined"] as const;
type DesignState = (typeof designStates)[number];

export const designSchema = z
  .object({
    id: z.string(),
    title: z.string(),
    description: z.string(),
    picture: z.string().nullable(),
    uri: z.string(),
    opensAt: z.iso.datetime(),
    closesAt: z.iso.datetime(),
    state: z.enum(designStates),
    votes: z.int().openapi({ description: "Garments, not people." }),
  })
  .openapi("Design");
export const designPageSchema = pageSchema(designSchema).extend({ asOf: asOfSchema });

export const resultsSchema = z
  .object({
    designId: z.string(),
    state: z.enum(designStates),
    votes: z.int(),
    yours: z
      .object({ cast: z.int(), left: z.int() })
      .nullable()
      .openapi({ description: "Null when signed out." }),
    asOf: asOfSchema,
    asOfBlock: z.int().openapi({ deprecated: true, description: "`asOf.block`." }),
    toldBy: z.enum(["views", "receipt"]).openapi({
      description: "receipt: votes of yours are counted that the views do not contain yet.",
    }),
  })
  .openapi("VoteResults");

export function toDesignDto(row: DesignRow): z.infer<typeof designSchema> {
  return {
    id: row.id.toString(),
    title: row.title ?? `Design ${row.id}`,
    description: row.description ?? "",
    picture: row.picture,
    uri: row.uri,
    opensAt: isoOfSec(row.opensAtSec),
    closesAt: isoOfSec(row.closesAtSec),
    state: stateOf(row),
    votes: row.votes,
  };
}

export function toResultsDto({ design, votes, yours, asOf, unseen }: Results): z.infer<typeof resultsSchema> {
  const toldBy = unseen > 0 ? "receipt" : "views";
  return {
    ...{ designId: design.id.toString(), state: stateOf(design), votes, yours, toldBy },
    ...{ asOf, asOfBlock: asOf.block },
  };
}

function stateOf({ decided, approved, opensAtSec, closesAtSec }: DesignRow): DesignState {
  if (decided) return approved ? "approved" : "declined";
  const nowSec = BigInt(Math.floor(Date.now() / 1000));
  if (nowSec < opensAtSec) return "upcoming";
  return nowSec < closesAtSec ? "open" : "closed";
}

// The chain takes any uint64; a Date ends in the year 275760, ISO's four digits in 9999.
const lastSec = 253_402_300_799n;
const isoOfSec = (sec: bigint) => new Date(Number(sec < lastSec ? sec : lastSec) * 1000).toISOString();
