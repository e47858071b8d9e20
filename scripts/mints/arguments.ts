import { parseArgs } from "node:util";
import { readToken } from "../read-token.ts";

export const usage = `./flux mints [--json]
                     what is parked, and what has been on its way for more than five minutes
./flux mints retry <batch-serial | id> --reason "…"
                     let a parked mint try again
./flux mints park <batch-serial | id> --reason "…"
                     keep a mint that waits in the queue from being sent`;

/** A mint by its garment's number, or by its own id. */
export type Named = { tokenId: bigint } | { id: string };
export type MintsArguments =
  | { act: "list"; json: boolean }
  | { act: "retry" | "park"; mint: Named; reason: string };

/** What was asked for; null when it can't be read. */
export function readArguments(args: string[]): MintsArguments | null {
  const parsed = parse(args);
  if (!parsed) return null;
  const { values, positionals } = parsed;
  const [act, name, ...rest] = positionals;
  if (act === undefined) return values.reason ? null : { act: "list", json: values.json ?? false };
  const mint = readName(name ?? "");
  const reason = values.reason?.trim();
  if ((act !== "retry" && act !== "park") || !mint || !reason || values.json || rest.length > 0) return null;
  return { act, mint, reason };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: { json: { type: "boolean" }, reason: { type: "string" } },
    });
  } catch {
    return null;
  }
}

/** By its garment's token, or by the mint's own id. */
function readName(text: string): Named | null {
  const tokenId = readToken(text);
  if (tokenId !== null) return { tokenId };
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text) ? { id: text } : null;
}
