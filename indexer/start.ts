// Prepares the database, runs Ponder in this very process (a signal or an exit code needs nobody to pass it on) and, once
// it has caught up, shows what it knows as the views of the schema `chain`.
//   node indexer/start.ts
// Its settings are those of env.ts. Beside Ponder's /health, /ready and /status it answers /published: 200 once the
// views show this run. Ponder's own /ready is true earlier, up to 30 blocks before the chain's head.
import { enableCompileCache } from "node:module";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { readDeployment } from "@flux/contracts";
import { createPublicClient, fallback, http } from "viem";
import { parseEnv } from "./env.ts";
import { caughtUpTo } from "./start/caught-up-to.ts";
import { finalizedStands } from "./start/finalized-block.ts";
import { keepConnection } from "./start/keep-connection.ts";
import { prepareIndexer } from "./start/prepare.ts";
import { publishIndexer } from "./start/publish.ts";
import { schemaNameOf } from "./start/schema-name.ts";

const here = import.meta.dirname;
const askAgainMs = 100;

const { databaseUrl, rpcUrls, chainId, deploymentFile, host, port } = parseEnv();
// Ponder loads what lies in the working directory: a path that was meant from elsewhere must be whole.
if (deploymentFile) process.env.DEPLOYMENT_FILE = resolve(deploymentFile);
process.chdir(here);
const schema = schemaNameOf(readDeployment(process.env.DEPLOYMENT_FILE, chainId));
const look = keepConnection(databaseUrl);
const chain = createPublicClient({ transport: fallback(rpcUrls.map((url) => http(url))) });

try {
  await prepareIndexer({ databaseUrl, rpcUrls, chainId, schema });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
void showWhenCaughtUp().then(endWhenFinalIsGone);

process.env.DATABASE_SCHEMA = schema;
// Ponder prefers PORT to its own flag.
process.env.PORT = String(port);
process.env.PONDER_TELEMETRY_DISABLED = "1";
process.argv = [...process.argv.slice(0, 2), "start", "--hostname", host, "--log-format", "json"];
// It loads some 3,000 modules: half a second less from the second start on.
enableCompileCache(join(here, ".ponder/compile-cache"));
await import(new URL("node_modules/ponder/dist/esm/bin/ponder.js", import.meta.url).href);

/**
 * Ends this process when the chain has taken back what Ponder calls final: its tables would stay wrong without a word. The
 * next start forgets the chain and reads it anew.
 */
async function endWhenFinalIsGone() {
  for (; ; await pause(1_000)) {
    const stands = await look((client) => finalizedStands(client, chain, { schema, chainId })).catch(
      // The chain or the database does not answer: nothing is known, and the next round asks again.
      () => true,
    );
    if (stands) continue;
    console.error("The chain has other blocks than those that were final: all of it is read anew.");
    process.exit(1);
  }
}

/** Until then readers see what the indexer before this one knew. */
async function showWhenCaughtUp() {
  let told = "";
  for (let goal: bigint | undefined; ; await pause(askAgainMs)) {
    try {
      const progress = await look((client) => caughtUpTo(client, schema));
      if (progress === null) continue;
      const head = await chain.getBlockNumber({ cacheTime: 0 });
      // The head at the moment when Ponder followed it: on a busy chain there is always a newer one. A local chain
      // that lost its last blocks never comes to the first.
      goal = goal === undefined || head < goal ? head : goal;
      if (progress < goal) continue;
      await publishIndexer({ databaseUrl, schema });
      console.log(JSON.stringify({ msg: "Published the views", schema, block: Number(progress) }));
      return;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      if (reason !== told) console.error(`The views are not shown yet: ${reason}`);
      told = reason;
    }
  }
}
