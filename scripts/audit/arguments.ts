import { parseArgs } from "node:util";
import { readToken } from "../read-token.ts";

export const usage = `./flux audit [--rpc <url>] [--limit <minutes>] [--json] [--record]
  --rpc <url>        ask this node, instead of RPC_URL
  --limit <minutes>  what is under way for longer is a difference (AUDIT_LIMIT_MIN)
  --json             print one object
  --record           keep the result, as the nightly job does: the worker's /health tells the newest
./flux audit except <batch-serial> --reason "…" [--withdraw]
                     say why a token has no order, such as 1-7; --withdraw takes it back`;

type Common = { rpc: string | undefined };
export type ExceptArguments = Common & { act: "except"; tokenId: bigint; reason: string; withdraw: boolean };
export type AuditArguments = Common & {
  act: "audit";
  limitMin: number | undefined;
  json: boolean;
  record: boolean;
};

/** What was asked for; null when it can't be read. */
export function readArguments(args: string[]): AuditArguments | ExceptArguments | null {
  const parsed = parse(args);
  if (!parsed) return null;
  const { values, positionals } = parsed;
  const { rpc, reason, json = false, record = false, withdraw = false } = values;
  const [act, token, ...rest] = positionals;
  if (act === undefined) {
    const limitMin = values.limit === undefined ? undefined : Number(values.limit);
    if (limitMin !== undefined && !(limitMin > 0)) return null;
    return { act: "audit", rpc, limitMin, json, record };
  }
  const tokenId = readToken(token ?? "");
  if (act !== "except" || tokenId === null || rest.length > 0 || !reason?.trim()) return null;
  return { act, rpc, tokenId, reason: reason.trim(), withdraw };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        ...{ rpc: { type: "string" }, limit: { type: "string" }, reason: { type: "string" } },
        ...{ json: { type: "boolean" }, record: { type: "boolean" }, withdraw: { type: "boolean" } },
      },
    });
  } catch {
    return null;
  }
}
