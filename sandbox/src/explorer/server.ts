import { Hono } from "hono";
import { createPublicClient, http } from "viem";
import { createFaults, type Wire } from "../faults.ts";
import { listen, type Part } from "../listen.ts";
import { etherscanRoutes } from "./etherscan.ts";
import { createJobs } from "./jobs.ts";
import { recompile, type Submission } from "./recompile.ts";
import { sourcifyRoutes } from "./sourcify.ts";

export interface ExplorerSettings {
  port: number;
  /** The chain whose contracts it knows. */
  rpcUrl: string;
  chainId: number;
  /** What Etherscan asks for; Sourcify takes anybody. */
  apiKey: string;
}

/**
 * Two block explorers' verification on one port: Sourcify's API v2 at `<url>/sourcify`, Etherscan's at
 * `<url>/etherscan`. Each really compiles what it is sent and compares it with the chain.
 */
export async function startExplorer({ port, rpcUrl, chainId, apiKey }: ExplorerSettings): Promise<Part> {
  const faults = createFaults();
  const chain = createPublicClient({ transport: http(rpcUrl) });
  const verify = (submission: Submission) => recompile(chain, submission);
  const app = new Hono<Wire>()
    .use(faults.middleware)
    .route("/", faults.routes)
    .route("/sourcify", sourcifyRoutes(createJobs(verify), chainId))
    .route("/etherscan", etherscanRoutes(createJobs(verify), { chainId, apiKey }))
    .onError((error, c) => c.json({ message: error.message }, 500));
  return listen(app, port);
}
