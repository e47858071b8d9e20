import { Hono } from "hono";
import { getAddress } from "viem";
import { z } from "zod";
import type { Wire } from "../faults.ts";
import type { Jobs } from "./jobs.ts";

const submissionSchema = z.object({
  contractaddress: z.string().transform((address) => getAddress(address)),
  sourceCode: z
    .string()
    .transform((json) => JSON.parse(json))
    .pipe(z.object({ language: z.string(), sources: z.looseObject({}), settings: z.looseObject({}) })),
  codeformat: z.literal("solidity-standard-json-input"),
  contractname: z.string(),
  compilerversion: z.string(),
  constructorArguments: z.string(),
});

/** Etherscan's API v2 (docs.etherscan.io), verification only. Errors are answers with status 200, as there. */
export function etherscanRoutes(jobs: Jobs, { chainId, apiKey }: { chainId: number; apiKey: string }) {
  const ok = (result: unknown) => ({ status: "1", message: "OK", result });
  const notOk = (result: string) => ({ status: "0", message: "NOTOK", result });

  return new Hono<Wire>().all("/v2/api", async (c) => {
    const query = c.req.query();
    if (query.apikey !== apiKey) return c.json(notOk("Invalid API Key (#err2)|polygonscan.com"));
    if (Number(query.chainid) !== chainId) return c.json(notOk("Missing or unsupported chainid parameter"));
    if (query.module !== "contract") return c.json(notOk("Error! Missing Or invalid Module name"));

    if (query.action === "getsourcecode" && query.address) {
      const SourceCode = jobs.isVerified(query.address) ? "{{…}}" : "";
      return c.json(ok([{ SourceCode, ABI: SourceCode ? "[…]" : "Contract source code not verified" }]));
    }
    if (query.action === "verifysourcecode") {
      const body = submissionSchema.safeParse(await c.req.parseBody());
      if (!body.success) return c.json(notOk(`Invalid parameters: ${body.error.message}`));
      const { contractaddress: address, sourceCode: input, contractname: contract, ...rest } = body.data;
      if (jobs.isVerified(address)) return c.json(notOk("Contract source code already verified"));
      const { compilerversion: compilerVersion, constructorArguments } = rest;
      return c.json(ok(jobs.start({ address, input, contract, compilerVersion, constructorArguments })));
    }
    if (query.action === "checkverifystatus") {
      const job = jobs.get(query.guid ?? "");
      if (!job) return c.json(notOk("Unknown UID"));
      if (!job.verdict) return c.json(notOk("Pending in queue"));
      return c.json(job.verdict.matches ? ok("Pass - Verified") : notOk(job.verdict.message));
    }
    return c.json(notOk("Error! Missing Or invalid Action name"));
  });
}
