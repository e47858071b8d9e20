import { z } from "@hono/zod-openapi";
import { addressSchema, tokenIdSchema } from "../../input/chain-values.ts";
import { relaySchema, toRelayDto } from "./relay-schema.ts";

export const tokenParam = z.object({ tokenId: tokenIdSchema });
export const sendBody = z.object({ to: addressSchema });
export const sendingSchema = relaySchema
  .extend({ tokenId: z.string(), to: z.string() })
  .openapi("SentGarment");

export function toSendingDto(
  relay: Parameters<typeof toRelayDto>[0],
  { tokenId, to }: { tokenId: bigint; to: string },
): z.infer<typeof sendingSchema> {
  return { ...toRelayDto(relay), tokenId: tokenId.toString(), to };
}
