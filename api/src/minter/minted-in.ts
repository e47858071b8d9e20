import { fluxGarmentAbi } from "@flux/contracts";
import { type Log, parseEventLogs } from "viem";
import type { mints } from "./tables.ts";

/** Which of these mints the logs show as done, by their ids: the garment minted, and for this very order line. */
export function mintedIn(logs: Log[], wanted: (typeof mints.$inferSelect)[]): string[] {
  const minted = parseEventLogs({ abi: fluxGarmentAbi, eventName: "GarmentMinted", logs });
  return wanted
    .filter(({ tokenId, orderRef }) =>
      minted.some(({ args }) => args.tokenId === tokenId && args.orderRef === orderRef),
    )
    .map(({ id }) => id);
}
