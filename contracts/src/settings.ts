import { z } from "zod";

/**
 * One or several addresses of the same chain's JSON-RPC, with commas between. Named twice, one node would be its own
 * second witness.
 */
const rpcUrls = z
  .string()
  .transform((text, context): [string, ...string[]] => {
    const [first, ...others] = text.split(",").map((part) => part.trim());
    const urls: [string, ...string[]] = [first ?? "", ...others];
    for (const url of urls)
      if (!z.url({ protocol: /^https?$/ }).safeParse(url).success)
        context.addIssue("one or several http(s) URLs, with commas between");
    if (new Set(urls).size < urls.length) context.addIssue("a URL stands here twice");
    return urls;
  })
  .meta({
    description:
      "The chain's JSON-RPC; several nodes, with commas between, stand in for and check each other",
    example: "https://polygon-rpc.example,https://another.example",
  });

/** Where the chain is, and FLUX on it: of every process that reads the chain. */
export const chainSettings = {
  RPC_URL: rpcUrls,
  CHAIN_ID: z.coerce
    .number()
    .int()
    .positive()
    .meta({ description: "Polygon 137, Amoy 80002, embedded 31337", example: "137" }),
  DEPLOYMENT_FILE: z
    .string()
    .optional()
    .meta({ description: "Where the contracts are; by default contracts/deployments/<chain id>.json" }),
};
