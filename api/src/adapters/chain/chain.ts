import { type Deployment, readDeployment } from "@flux/contracts";
import { createPublicClient, defineChain, http, type PublicClient, type Chain as ViemChain } from "viem";
import type { Env } from "../../env.ts";
import { type Fees, feesFor, type GasPrice, readGasPrice } from "./fees.ts";
import { isFinal } from "./finality.ts";

/** What any process may ask of the chain. Nobody signs here: the worker alone has signers (signer.ts). */
export type Chain = {
  id: number;
  client: PublicClient;
  contracts: Deployment;
  gasPrice(): Promise<GasPrice>;
  /** What to offer now. No ceiling but the network's own is held here: the minter has its own. */
  fees(): Promise<Fees>;
  /** Whether no reorganisation takes this block back. */
  isFinal(blockNumber: bigint): Promise<boolean>;
};

type ChainEnv = Pick<Env, "RPC_URL" | "CHAIN_ID" | "DEPLOYMENT_FILE">;

export function connectChain(env: ChainEnv): Chain {
  const network: ViemChain = defineChain({
    id: env.CHAIN_ID,
    name: `chain ${env.CHAIN_ID}`,
    nativeCurrency: { name: "POL", symbol: "POL", decimals: 18 },
    rpcUrls: { default: { http: [env.RPC_URL] } },
  });
  // Reads asked for in one turn of the event loop travel as one request.
  const transport = http(env.RPC_URL, { batch: true, timeout: 8_000, retryCount: 1 });
  const client = createPublicClient({ chain: network, transport, cacheTime: 0 });
  return {
    id: env.CHAIN_ID,
    client,
    contracts: readDeployment(env.DEPLOYMENT_FILE, env.CHAIN_ID),
    gasPrice: () => readGasPrice(client, env.CHAIN_ID),
    fees: async () => feesFor(await readGasPrice(client, env.CHAIN_ID)),
    isFinal: (blockNumber) => isFinal(client, env.CHAIN_ID, blockNumber),
  };
}
