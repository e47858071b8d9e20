import { type Hex, toHex } from "viem";
import { rewrite } from "../../../test/harness/rpc-acts.ts";
import type { RpcRule } from "../../../test/harness/rpc-rule.ts";

/** A block that is asked for by its number was made just now: nothing is final. */
export const nothingFinal: RpcRule = {
  method: "eth_getBlockByNumber",
  when: ([number]) => String(number).startsWith("0x"),
  act: rewrite<{ timestamp: Hex } | null>(
    (block) => block && { ...block, timestamp: toHex(Math.floor(Date.now() / 1_000)) },
  ),
};
