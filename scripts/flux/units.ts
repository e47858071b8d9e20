import { join } from "node:path";
import { localChainId } from "../deploy/accounts.ts";
import { chainCommand, setChainClock } from "./chain.ts";
import { genesisTime, keepChainState, recoverChainState } from "./chain-state.ts";
import { paths, root } from "./home.ts";
import { indexerCommand, isIndexerCaughtUp, prepareIndexer, publishIndexer } from "./indexer.ts";
import { initCluster, openCluster, readyDatabase, serverCommand } from "./postgres.ts";
import type { Settings } from "./settings.ts";
import type { UnitDefinition } from "./unit.ts";
import { webBuildCommand, webCommand } from "./web.ts";

/** Everything FLUX runs, in order. What is external by its setting is left out. */
export function unitsOf(settings: Settings, { dev }: { dev: boolean }): UnitDefinition[] {
  const { env, ports, external, production } = settings;
  // Contracts and garments of a public chain are people's decisions, whatever else runs here.
  const stocked = !production && Number(env.CHAIN_ID) === localChainId;
  const inherited = Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith("npm_")));
  const node = (...args: string[]) => ({
    file: process.execPath,
    args: dev ? ["--watch", "--watch-preserve-output", ...args] : args,
    env: inherited,
  });
  const task = (...args: string[]) => ({ file: process.execPath, args, env: inherited });
  const answers = (url: string) => async () => (await fetch(url, { signal: AbortSignal.timeout(2_000) })).ok;

  const units: (UnitDefinition | false)[] = [
    !external.has("postgres") && {
      name: "postgres",
      kind: "service",
      after: [],
      stopSignal: "SIGINT",
      // The indexer's last commits are not on disk when PostgreSQL dies (Ponder commits asynchronously).
      restarts: ["indexer"],
      async command() {
        const cluster = await openCluster(paths.postgres);
        await initCluster(cluster, new URL(env.DATABASE_URL ?? "").password);
        return serverCommand(cluster, ports.POSTGRES_PORT);
      },
      async isReady() {
        const server = new URL(env.DATABASE_URL ?? "");
        const database = server.pathname.slice(1);
        server.pathname = "/postgres";
        await readyDatabase(server.href, database, 2_000);
        return true;
      },
    },
    !external.has("chain") && {
      name: "chain",
      kind: "service",
      after: [],
      // What was read from a chain that lost its last second is stale.
      restarts: ["indexer"],
      beside: () => keepChainState(paths.chainState),
      command() {
        if (recoverChainState(paths.chainState))
          console.log("The chain's state was cut short: its last whole copy is used.");
        return {
          ...chainCommand({
            port: ports.CHAIN_PORT,
            stateFile: paths.chainState,
            genesisSec: genesisTime(paths.chainGenesis),
          }),
          env: inherited,
        };
      },
      async isReady() {
        await setChainClock(env.RPC_URL ?? "");
        return true;
      },
    },
    !production && {
      name: "sandbox",
      kind: "service",
      after: [],
      command: () => node("sandbox/src/main.ts"),
      isReady: answers(`${env.SANDBOX_URL}/health`),
    },
    {
      name: "migrate",
      kind: "task",
      after: ["postgres"],
      command: () => task("api/src/migrate.ts"),
    },
    stocked && {
      name: "deploy",
      kind: "task",
      after: ["chain"],
      command: () => task("scripts/deploy.ts"),
    },
    stocked && {
      name: "seed",
      kind: "task",
      after: ["migrate", "deploy", "sandbox"],
      command: () => task("scripts/seed.ts"),
    },
    {
      name: "indexer",
      kind: "service",
      after: ["migrate", "deploy"],
      readyTimeoutMs: 120_000,
      async command() {
        const options = indexerOptions();
        await prepareIndexer(options);
        return indexerCommand(options);
      },
      async isReady() {
        const urls = { indexerUrl: env.INDEXER_URL ?? "", rpcUrl: env.RPC_URL ?? "" };
        if (!(await isIndexerCaughtUp(urls))) return false;
        await publishIndexer(indexerOptions());
        return true;
      },
    },
    {
      name: "api",
      kind: "service",
      after: ["seed", "migrate", "deploy"],
      readyTimeoutMs: 120_000,
      command: () => node("api/src/server.ts"),
      // Ready includes the indexer: it starts beside it.
      isReady: answers(`http://localhost:${ports.API_PORT}/ready`),
    },
    {
      name: "worker",
      kind: "service",
      after: ["seed", "migrate", "deploy"],
      stopSignal: "SIGTERM",
      command: () => node("api/src/worker.ts"),
      isReady: answers(`http://localhost:${ports.WORKER_PORT}/health`),
    },
    !dev && {
      name: "web-build",
      kind: "task",
      after: [],
      command: () => webBuildCommand(inherited),
    },
    {
      name: "web",
      kind: "service",
      after: ["web-build", "api"],
      command: () => webCommand({ env: inherited, port: ports.WEB_PORT, dev }),
      isReady: answers(`http://localhost:${ports.WEB_PORT}/`),
    },
  ];
  return units.filter((unit) => unit !== false);

  function indexerOptions() {
    return {
      databaseUrl: env.DATABASE_URL ?? "",
      rpcUrl: env.RPC_URL ?? "",
      chainId: Number(env.CHAIN_ID),
      deploymentFile: env.DEPLOYMENT_FILE ?? join(root, "contracts/deployments", `${env.CHAIN_ID}.json`),
      port: ports.INDEXER_PORT,
      env: inherited,
    };
  }
}
