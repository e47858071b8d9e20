import { fluxGarmentAbi, fluxVotingAbi, readDeployment } from "@flux/contracts";
import { createConfig } from "ponder";
import { parseEnv } from "./env.ts";

const env = parseEnv();
const { FluxGarment, FluxVoting, startBlock } = readDeployment(env.deploymentFile, env.chainId);

export default createConfig({
  ordering: "omnichain",
  database: { kind: "postgres", connectionString: env.databaseUrl, poolConfig: { max: 10 } },
  chains: {
    flux: {
      id: env.chainId,
      // Ponder begins with 20 requests a second to each URL, out of care for paid providers, which makes it wait
      // three seconds for the last 30 blocks at every start. A chain of our own is named sixteen times instead.
      rpc: env.isLocalChain ? Array<string[]>(16).fill(env.rpcUrls).flat() : env.rpcUrls,
      pollingInterval: env.pollMs,
    },
  },
  contracts: {
    FluxGarment: { chain: "flux", abi: fluxGarmentAbi, address: FluxGarment, startBlock },
    FluxVoting: { chain: "flux", abi: fluxVotingAbi, address: FluxVoting, startBlock },
  },
});
