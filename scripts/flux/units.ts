import { existsSync, rmSync } from "node:fs";
import { localChainId } from "../deploy/accounts.ts";
import { bareEnvironment } from "./bare-environment.ts";
import { keepChainCommand, readyFile } from "./chain.ts";
import { paths } from "./home.ts";
import { indexerProgress } from "./indexer-progress.ts";
import { initCluster, openCluster, readyDatabase, serverCommand } from "./postgres.ts";
import { environmentOf, type ProcessName } from "./process-settings.ts";
import { serverFlags } from "./server-flags.ts";
import type { Settings } from "./settings.ts";
import type { UnitDefinition } from "./unit.ts";
import { webBuildCommand, webCommand } from "./web.ts";

/** Everything FLUX runs, in order. What is external by its setting is left out. */
export function unitsOf(settings: Settings, { dev }: { dev: boolean }): UnitDefinition[] {
  const { env, ports, external, production } = settings;
  // Contracts and garments of a public chain are people's decisions, whatever else runs here.
  const stocked = !production && Number(env.CHAIN_ID) === localChainId;
  const task = (name: ProcessName, file: string) => ({
    file: process.execPath,
    args: [file],
    env: environmentOf(name, env),
  });
  const node = (name: ProcessName, file: string) => ({
    ...task(name, file),
    args: [...serverFlags, ...(dev ? ["--watch", "--watch-preserve-output"] : []), file],
  });
  const ask = (url: string) => fetch(url, { signal: AbortSignal.timeout(4_000) });
  const answers = (url: string) => async () => (await ask(url)).ok;

  const ofIndexer = indexerProgress(env);
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
        return { ...serverCommand(cluster, ports.POSTGRES_PORT), env: bareEnvironment(env) };
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
      // An earlier FLUX's 500 MB are taken over in minutes.
      readyTimeoutMs: 600_000,
      command() {
        rmSync(readyFile(paths.chain), { force: true });
        return {
          ...keepChainCommand({ port: ports.CHAIN_PORT, folder: paths.chain }),
          env: bareEnvironment(env),
        };
      },
      isReady: async () => existsSync(readyFile(paths.chain)),
    },
    !production && {
      name: "sandbox",
      kind: "service",
      after: [],
      command: () => node("sandbox", "sandbox/src/main.ts"),
      isReady: answers(`${env.SANDBOX_URL}/health`),
    },
    {
      name: "migrate",
      kind: "task",
      after: ["postgres"],
      command: () => task("migrate", "api/src/migrate.ts"),
    },
    stocked && {
      name: "deploy",
      kind: "task",
      after: ["chain"],
      command: () => task("deploy", "scripts/deploy.ts"),
    },
    stocked && {
      name: "seed",
      kind: "task",
      after: ["migrate", "deploy", "sandbox"],
      command: () => task("seed", "scripts/seed.ts"),
    },
    {
      name: "indexer",
      kind: "service",
      after: ["migrate", "deploy"],
      // Twice what it may stand still, and be killed for.
      readyTimeoutMs: 300_000,
      command: () => task("indexer", "indexer/start.ts"),
      isReady: answers(`${env.INDEXER_URL}/published`),
      frozenAfterMs: {
        ready: Number(env.INDEXER_FROZEN_SEC ?? 60) * 1_000,
        starting: Number(env.INDEXER_START_FROZEN_SEC ?? 120) * 1_000,
      },
      progress: ofIndexer,
    },
    {
      name: "api",
      kind: "service",
      after: ["seed", "migrate", "deploy"],
      readyTimeoutMs: 120_000,
      command: () => node("api", "api/src/server.ts"),
      isReady: isEverythingReady(`http://localhost:${ports.API_PORT}/ready`),
      // It waits for the indexer, which may have years to read.
      progress: async ({ isReady }) => (isReady ? null : ofIndexer({ isReady })),
    },
    {
      name: "worker",
      kind: "service",
      after: ["seed", "migrate", "deploy"],
      readyTimeoutMs: 120_000,
      command: () => node("worker", "api/src/worker.ts"),
      async isReady() {
        const answer = await ask(`http://localhost:${ports.WORKER_PORT}/ready`);
        // What the last audit found is for a person; a start does not mend it.
        const { degraded } = (await answer.json()) as Report;
        return answer.ok && degraded.every(({ part }) => part === "audit");
      },
    },
    !dev && {
      name: "web-build",
      kind: "task",
      after: [],
      command: () => webBuildCommand(environmentOf("web", env)),
    },
    {
      name: "web",
      kind: "service",
      after: ["web-build", "api"],
      command: () => webCommand({ env: environmentOf("web", env), port: ports.WEB_PORT, dev }),
      isReady: answers(`http://localhost:${ports.WEB_PORT}/`),
    },
  ];
  return units.filter((unit) => unit !== false);

  /**
   * An API serves while the chain or the indexer is down. A start waits for all of it, and until the views contain the
   * chain's head as it was when it was first asked: the seed has only just changed the chain.
   */
  function isEverythingReady(url: string) {
    let goal: number | null = null;
    return async () => {
      const answer = await ask(url);
      const { degraded, checks } = (await answer.json()) as Report & ApiChecks;
      const { chain, indexer } = checks;
      if (!answer.ok || degraded.length > 0 || chain.block === null || indexer.block === null) return false;
      // A local chain that lost its last blocks never comes to the first.
      goal = goal === null ? chain.block : Math.min(goal, chain.block);
      return indexer.block >= goal;
    };
  }
}

/** What the API's and the worker's /ready have in common. */
type Report = { degraded: { part: string; reason: string }[] };
type ApiChecks = { checks: Record<"chain" | "indexer", { block: number | null }> };
