import { chainSettings } from "@flux/contracts/settings";
import { z } from "zod";

/** Every setting of the indexer. Units stand at the end of a name. */
export const indexerSettings = z.object({
  DATABASE_URL: z
    .string()
    .startsWith("postgres", "a postgres:// URL")
    .meta({ description: "PostgreSQL 14 or newer", example: "postgres://flux:secret@db.example:5432/flux" }),
  ...chainSettings,
  INDEXER_HOST: z
    .string()
    .default("127.0.0.1")
    .meta({ description: "The address on which the indexer listens: 0.0.0.0 for other machines" }),
  INDEXER_PORT: z.coerce
    .number()
    .int()
    .min(1)
    .max(65_535)
    .default(42_069)
    .meta({ description: "Where the indexer tells how it is: /health, /published" }),
  INDEXER_POLL_MS: z.coerce.number().min(100).optional().meta({
    description: "How often the chain is asked for its head; by default 1000, on a local chain 200",
  }),
});

/** The indexer's settings, parsed once. A list of all that is missing or wrong ends the process. */
export function parseEnv(source: Record<string, string | undefined> = process.env) {
  const parsed = indexerSettings.safeParse(source);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
    console.error(
      `The indexer cannot start, these settings are missing or wrong:\n  ${problems.join("\n  ")}`,
    );
    process.exit(1);
  }
  const env = parsed.data;
  const isLocalChain = env.CHAIN_ID === 31337;
  return {
    databaseUrl: env.DATABASE_URL,
    rpcUrls: env.RPC_URL,
    chainId: env.CHAIN_ID,
    isLocalChain,
    deploymentFile: env.DEPLOYMENT_FILE,
    host: env.INDEXER_HOST,
    port: env.INDEXER_PORT,
    pollMs: env.INDEXER_POLL_MS ?? (isLocalChain ? 200 : 1_000),
  };
}
