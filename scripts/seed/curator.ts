import { type Abi, type Address, createWalletClient, type Hex, http } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import type { Chain } from "../../api/src/adapters/chain/chain.ts";

export type Curator = ReturnType<typeof connectCurator>;

/** The key that opens batches and designs. Each act waits for its receipt. */
export function connectCurator({ client }: Chain, key: string | undefined) {
  if (!key) throw new Error("CURATOR_KEY is not set: nobody may open a batch.");
  const wallet = createWalletClient({
    account: privateKeyToAccount(key as Hex),
    chain: client.chain,
    transport: http(client.transport.url),
  });
  return async (act: { address: Address; abi: Abi; functionName: string; args: unknown[] }) => {
    const { request } = await client.simulateContract({ ...act, account: wallet.account });
    const hash = await wallet.writeContract(request);
    const { status } = await client.waitForTransactionReceipt({ hash, pollingInterval: 50 });
    if (status !== "success") throw new Error(`${act.functionName} failed on chain: ${hash}`);
  };
}
