import { randomUUID } from "node:crypto";
import { Hono } from "hono";
import { getAddress } from "viem";
import { z } from "zod";
import type { Wire } from "../faults.ts";
import type { Jobs } from "./jobs.ts";

const submissionSchema = z.object({
  stdJsonInput: z.object({ language: z.string(), sources: z.looseObject({}), settings: z.looseObject({}) }),
  contractIdentifier: z.string(),
  compilerVersion: z.string().transform((version) => (version.startsWith("v") ? version : `v${version}`)),
});

/** Sourcify's API v2 (docs.sourcify.dev/docs/api): the three routes that a deployment needs. */
export function sourcifyRoutes(jobs: Jobs, ofChain: number) {
  const fault = (customCode: string, message: string) => ({ customCode, message, errorId: randomUUID() });
  /** Code without a metadata hash in it gives "match", never "exact_match". */
  const contractOf = (address: string, chainId: string) => {
    const match = jobs.isVerified(address) && Number(chainId) === ofChain ? "match" : null;
    return { match, creationMatch: match, runtimeMatch: match, chainId, address: getAddress(address) };
  };

  return new Hono<Wire>()
    .post("/v2/verify/:chainId/:address", async (c) => {
      const { chainId, address } = c.req.param();
      if (Number(chainId) !== ofChain) {
        return c.json(fault("unsupported_chain", `The chain with chainId ${chainId} is not supported`), 400);
      }
      if (jobs.isVerified(address)) return c.json(fault("already_verified", `${address} is verified`), 409);
      const body = submissionSchema.safeParse(await c.req.json());
      if (!body.success) return c.json(fault("invalid_parameter", body.error.message), 400);
      const { stdJsonInput: input, contractIdentifier: contract, compilerVersion } = body.data;
      const verificationId = jobs.start({ address: getAddress(address), input, contract, compilerVersion });
      return c.json({ verificationId }, 202);
    })
    .get("/v2/verify/:id", (c) => {
      const verificationId = c.req.param("id");
      const job = jobs.get(verificationId);
      if (!job) return c.json(fault("job_not_found", `No verification job ${verificationId}`), 404);
      const { verdict, address, startedAt } = job;
      const error = verdict && !verdict.matches && fault(verdict.code, verdict.message);
      return c.json({
        isJobCompleted: verdict !== undefined,
        verificationId,
        jobStartTime: startedAt,
        contract: contractOf(address, String(ofChain)),
        ...(error ? { error } : {}),
      });
    })
    .get("/v2/contract/:chainId/:address", (c) => {
      const contract = contractOf(c.req.param("address"), c.req.param("chainId"));
      return c.json(contract, contract.match ? 200 : 404);
    });
}
