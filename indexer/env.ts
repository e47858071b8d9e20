import { z } from "zod";

const schema = z.object({
  DATABASE_URL: z.string().startsWith("postgres"),
  RPC_URL: z.url(),
  CHAIN_ID: z.coerce.number().int().positive(),
  DEPLOYMENT_FILE: z.string().optional(),
  /** How often the chain is asked for its head. Ponder takes no less than 100. */
  INDEXER_POLL_MS: z.coerce.number().int().min(100).optional(),
});

/** The indexer's settings, parsed once. A list of all that is missing ends the process. */
export function parseEnv(source: Record<string, string | undefined> = process.env) {
  const parsed = schema.safeParse(source);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
    console.error(`The indexer cannot start, these settings are missing or wrong:\n${problems.join("\n")}`);
    process.exit(1);
  }
  const isLocalChain = parsed.data.CHAIN_ID === 31337;
  return { ...parsed.data, pollMs: parsed.data.INDEXER_POLL_MS ?? (isLocalChain ? 200 : 1_000) };
}
