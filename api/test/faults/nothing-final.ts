import { type Hex, toHex } from "viem";
import { rewrite } from "../../../test/harness/rpc-acts.ts";
import type { RpcRule } from "../../../test/harness/rpc-rule.ts";

/** A block from this one on that is asked for by its number was made just now: it is not final. */
export const nothingFinalSince = (block: bigint): RpcRule => ({
  method: "eth_getBlockByNumber",
  when: ([number]) => String(number).startsWith("0x") && BigInt(String(number)) >= block,
  act: rewrite<{ timestamp: Hex } | null>(
    (block) => block && { ...block, timestamp: toHex(Math.floor(Date.now() / 1_000)) },
  ),
});

/** Nothing at all is final. */
export const nothingFinal = nothingFinalSince(0n);
