import { fluxGarmentAbi, fluxVotingAbi, readDeployment } from "@flux/contracts";
import { createConfig } from "ponder";
import { http } from "viem";
import { parseEnv } from "./env.ts";

const env = parseEnv();
const deployment = readDeployment(env.DEPLOYMENT_FILE, env.CHAIN_ID);

export default createConfig({
  ordering: "omnichain",
  database: { kind: "postgres", connectionString: env.DATABASE_URL, poolConfig: { max: 10 } },
  chains: {
    flux: {
      id: env.CHAIN_ID,
      // viem refuses answers above 10 MiB by default; a busy range of logs is larger.
      rpc: http(env.RPC_URL, { maxResponseBodySize: false }),
      pollingInterval: env.pollMs,
    },
  },
  contracts: {
    FluxGarment: {
      chain: "flux",
      abi: fluxGarmentAbi,
      address: deployment.FluxGarment,
      startBlock: deployment.startBlock,
    },
    FluxVoting: {
      chain: "flux",
      abi: fluxVotingAbi,
      address: deployment.FluxVoting,
      startBlock: deployment.startBlock,
    },
  },
});
