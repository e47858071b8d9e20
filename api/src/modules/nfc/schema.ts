import { z } from "@hono/zod-openapi";
import type { Hex } from "viem";
import { asOfSchema } from "../../http/as-of.ts";
import { publicIdSchema } from "../../http/public-id.ts";
import { addressSchema } from "../../input/chain-values.ts";
import { twinSummarySchema } from "../twins/schema.ts";
import { tapRefusals } from "./scan.ts";

/** Hex as chips and phones write it: with or without 0x, in either case. */
const hex = (bytes: { min: number; max: number }, what: string, prefix = "") =>
  z
    .string()
    .regex(
      new RegExp(
        `^(0x)?${prefix}([0-9a-f]{2}){${bytes.min - prefix.length / 2},${bytes.max - prefix.length / 2}}$`,
        "i",
      ),
      what,
    )
    .transform((value): Hex => `0x${value.replace(/^0x/i, "").toLowerCase()}`);
const exactly = (bytes: number) => ({ min: bytes, max: bytes });

// A DER signature is at most 72 bytes; chips pad it with zeros.
const derSignature = hex({ min: 8, max: 80 }, "a DER signature, in hex").openapi({ type: "string" });

export const scanBody = z
  .discriminatedUnion("kind", [
    z.object({
      kind: z.literal("challenge"),
      challengeId: publicIdSchema("chl"),
      chipAddress: addressSchema
        .optional()
        .openapi({ description: "Address of the chip's key 1 or 2, where the phone can read it." }),
      signature: derSignature,
    }),
    z.object({
      kind: z.literal("url"),
      pk2: hex(exactly(65), "an uncompressed public key: 04 and 64 bytes, in hex", "04").openapi({
        type: "string",
      }),
      rnd: hex(exactly(32), "32 bytes in hex").openapi({ type: "string" }),
      rndsig: derSignature,
    }),
  ])
  .openapi("Scan");

export const verdictSchema = z
  .object({
    genuine: z.boolean(),
    reason: z.enum(tapRefusals).optional(),
    tokenId: z.string().optional(),
    twin: twinSummarySchema.optional(),
    asOf: asOfSchema.optional(),
  })
  .openapi("TapVerdict");

export const challengeSchema = z
  .object({ challengeId: z.string(), challenge: z.string(), expiresAt: z.iso.datetime() })
  .openapi("TapChallenge");
