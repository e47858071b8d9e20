import { randomUUID } from "node:crypto";
import { Hono } from "hono";
import { type Address, createPublicClient, getAddress, http } from "viem";
import { createFaults, type Wire } from "../faults.ts";
import { listen, type Part } from "../listen.ts";
import { etherscanRoutes } from "./etherscan.ts";
import { recompile, type Submission, type Verdict } from "./recompile.ts";
import { sourcifyRoutes } from "./sourcify.ts";

export interface ExplorerSettings {
  port: number;
  /** The chain whose contracts it knows. */
  rpcUrl: string;
  chainId: number;
  /** What Etherscan asks for; Sourcify takes anybody. */
  apiKey: string;
}

/** A verification that was asked for; no verdict until it is done. */
export interface Job {
  address: Address;
  verdict?: Verdict;
}
export type Jobs = ReturnType<typeof createJobs>;

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

/** One explorer's verifications, done one after another as they come. */
function createJobs(verify: (submission: Submission) => Promise<Verdict>) {
  const jobs = new Map<string, Job>();
  const verified = new Set<Address>();
  return {
    isVerified: (address: string) => verified.has(getAddress(address)),
    get: (id: string) => jobs.get(id),
    start(submission: Submission): string {
      const id = randomUUID();
      const job: Job = { address: submission.address };
      jobs.set(id, job);
      void verify(submission)
        .catch((error): Verdict => ({ matches: false, code: "internal_error", message: String(error) }))
        .then((verdict) => {
          job.verdict = verdict;
          if (verdict.matches) verified.add(submission.address);
        });
      return id;
    },
  };
}
