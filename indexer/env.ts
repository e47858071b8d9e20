/** The indexer's settings, parsed once. A list of all that is missing or wrong ends the process. */
export function parseEnv(source: Record<string, string | undefined> = process.env) {
  const { DATABASE_URL = "", RPC_URL = "", CHAIN_ID = "", DEPLOYMENT_FILE, INDEXER_POLL_MS } = source;
  const chainId = Number(CHAIN_ID);
  const isLocalChain = chainId === 31337;
  const pollMs = Number(INDEXER_POLL_MS ?? (isLocalChain ? 200 : 1_000));

  const problems: string[] = [];
  if (!DATABASE_URL.startsWith("postgres")) problems.push("DATABASE_URL: a postgres:// URL");
  if (!URL.canParse(RPC_URL)) problems.push("RPC_URL: the URL of the chain's JSON-RPC");
  if (!Number.isSafeInteger(chainId) || chainId < 1) problems.push("CHAIN_ID: a whole number, such as 137");
  if (!(pollMs >= 100)) problems.push("INDEXER_POLL_MS: at least 100");
  if (problems.length > 0) {
    console.error(
      `The indexer cannot start, these settings are missing or wrong:\n  ${problems.join("\n  ")}`,
    );
    process.exit(1);
  }
  return {
    databaseUrl: DATABASE_URL,
    rpcUrl: RPC_URL,
    chainId,
    isLocalChain,
    deploymentFile: DEPLOYMENT_FILE,
    /** How often the chain is asked for its head. */
    pollMs,
  };
}
