import { parseArgs } from "node:util";
import { readToken } from "../read-token.ts";

export const usage = `./flux refund <order number> [--item <batch-serial>] --reason "…"
                     pay back what was paid for one piece, or for all that are left: docs/runbooks/money-back-by-hand.md`;

type RefundArguments = { orderNumber: string; tokenId: bigint | null; reason: string };

/** What was asked for; null when it can't be read. */
export function readArguments(args: string[]): RefundArguments | null {
  const parsed = parse(args);
  if (!parsed) return null;
  const { values, positionals } = parsed;
  const [orderNumber = "", ...rest] = positionals;
  const tokenId = values.item === undefined ? null : readToken(values.item);
  const reason = values.reason?.trim();
  if (!/^FLX-\w{6}$/.test(orderNumber) || !reason || rest.length > 0) return null;
  return values.item !== undefined && tokenId === null ? null : { orderNumber, tokenId, reason };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: { item: { type: "string" }, reason: { type: "string" } },
    });
  } catch {
    return null;
  }
}
