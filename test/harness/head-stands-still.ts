import { type Hex, toHex } from "viem";
import { refuse, rewrite } from "./rpc-acts.ts";
import type { Act, RpcRule } from "./rpc-rule.ts";

/** Where each method takes its block, among its parameters. */
const blockAt: Record<string, number> = {
  eth_call: 1,
  eth_estimateGas: 1,
  eth_getBalance: 1,
  eth_getCode: 1,
  eth_getTransactionCount: 1,
  eth_getStorageAt: 2,
  eth_getProof: 2,
  eth_feeHistory: 1,
};

type Placed = { blockNumber: Hex | null } | null;

/**
 * A node that no longer follows its chain: the newest it knows is block `head`, whatever is asked. It still takes
 * transactions, which are mined where it does not look.
 */
export function headStandsStill(head: bigint): RpcRule[] {
  const isLater = (hex: unknown) => typeof hex === "string" && hex.startsWith("0x") && BigInt(hex) > head;

  const atHead: Act = (call, ask, gone) => {
    const at = blockAt[call.method] ?? 0;
    const params = [...(call.params ?? [])];
    const block = params[at] ?? "latest";
    if (isLater(block)) return refuse(-32_000, "header not found")(call, ask, gone);
    params[at] = block === "latest" || block === "pending" ? toHex(head) : block;
    return ask({ ...call, params });
  };

  const blockByNumber: Act = async (call, ask) => {
    const answer = await ask(call);
    if (!isLater((answer.result as { number: Hex } | null)?.number)) return answer;
    const [block, ...rest] = call.params ?? [];
    if (isLater(block)) return { ...answer, result: null };
    return ask({ ...call, params: [toHex(head), ...rest] });
  };

  return [
    { method: "eth_blockNumber", act: rewrite(() => toHex(head)) },
    { method: "eth_getBlockByNumber", act: blockByNumber },
    { method: new RegExp(`^(${Object.keys(blockAt).join("|")})$`), act: atHead },
    {
      method: "eth_getLogs",
      act: rewrite<{ blockNumber: Hex }[]>((logs) => logs.filter((log) => !isLater(log.blockNumber))),
    },
    {
      method: "eth_getBlockByHash",
      act: rewrite<{ number: Hex } | null>((block) => (isLater(block?.number) ? null : block)),
    },
    {
      method: "eth_getTransactionReceipt",
      act: rewrite<Placed>((receipt) => (isLater(receipt?.blockNumber) ? null : receipt)),
    },
    {
      method: "eth_getTransactionByHash",
      act: rewrite<Placed>((found) =>
        isLater(found?.blockNumber)
          ? { ...found, blockNumber: null, blockHash: null, transactionIndex: null }
          : found,
      ),
    },
  ];
}
