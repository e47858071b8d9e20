import { fluxGarmentAbi, fluxVotingAbi, readDeployment } from "@flux/contracts";
import { createConfig } from "ponder";
import { parseEnv } from "../env.ts";

const env = parseEnv();
const { FluxGarment, FluxVoting, startBlock } = readDeployment(env.deploymentFile, env.chainId);

// The chain is asked as the indexer asks it (../ponder.config.ts): what differs is what each writes.
export default createConfig({
  ordering: "omnichain",
  database: { kind: "postgres", connectionString: env.databaseUrl, poolConfig: { max: 10 } },
  chains: {
    flux: {
      id: env.chainId,
      rpc: Array<string[]>(16).fill(env.rpcUrls).flat(),
      pollingInterval: env.pollMs,
    },
  },
  contracts: {
    FluxGarment: { chain: "flux", abi: fluxGarmentAbi, address: FluxGarment, startBlock },
    FluxVoting: { chain: "flux", abi: fluxVotingAbi, address: FluxVoting, startBlock },
  },
});
