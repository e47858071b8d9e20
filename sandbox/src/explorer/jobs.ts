import { randomUUID } from "node:crypto";
import { type Address, getAddress } from "viem";
import type { Submission, Verdict } from "./recompile.ts";

/** A verification that was asked for; no verdict until it is done. */
interface Job {
  address: Address;
  /** ISO 8601. */
  startedAt: string;
  verdict?: Verdict;
}
export type Jobs = ReturnType<typeof createJobs>;

/** One explorer's verifications, each begun as it comes. */
export function createJobs(verify: (submission: Submission) => Promise<Verdict>) {
  const jobs = new Map<string, Job>();
  const verified = new Set<Address>();
  return {
    isVerified: (address: string) => verified.has(getAddress(address)),
    get: (id: string) => jobs.get(id),
    start(submission: Submission): string {
      const id = randomUUID();
      const job: Job = { address: submission.address, startedAt: new Date().toISOString() };
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
