import { z } from "@hono/zod-openapi";
import { addressSchema, tokenIdSchema } from "../../input/chain-values.ts";

export const tokenParam = z.object({ tokenId: tokenIdSchema });
export const sendBody = z.object({ to: addressSchema });
export const stayingSchema = z
  .object({ tokenId: z.string(), stopped: z.literal(true) })
  .openapi("StayingGarment");
