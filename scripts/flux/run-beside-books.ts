import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { localChainId } from "../deploy/accounts.ts";
import { home, paths, root } from "./home.ts";
import { environmentOf, findFaults } from "./process-settings.ts";
import { runningSupervisor } from "./state.ts";

const whatItIs = {
  audit: "The audit",
  mints: "The list of mints",
  reconcile: "Reconciling",
  refund: "Paying back",
};

/**
 * `./flux audit …`, `mints …`, `reconcile …` and `refund …`: each in a process of its own, told where books and chain are and no secret
 * beside. What is not set is the embedded platform's, which must run for it.
 */
export async function runBesideBooks(verb: keyof typeof whatItIs, args: string[]): Promise<number> {
  if (existsSync(join(root, ".env"))) process.loadEnvFile(join(root, ".env"));
  const given = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value));
  const running = runningSupervisor()?.status.urls;
  const values = {
    ...(running ? { DATABASE_URL: running.database, RPC_URL: running.chain, WEB_URL: running.web } : {}),
    ...(given.RPC_URL ? {} : { CHAIN_ID: String(localChainId), DEPLOYMENT_FILE: paths.deployment }),
    // Most of its start is loading modules: the second one loads them compiled.
    NODE_COMPILE_CACHE: join(home, "compile-cache"),
    ...given,
  };
  const faults = findFaults([verb], values);
  if (faults.length > 0) {
    const cure = running ? "" : "\nStart FLUX (npm start), or set them: see .env.example.";
    throw new Error(
      `${whatItIs[verb]} does not know where books and chain are:\n  ${faults.join("\n  ")}${cure}`,
    );
  }
  const child = spawn(process.execPath, [join(root, `scripts/${verb}.ts`), ...args], {
    stdio: "inherit",
    env: environmentOf(verb, values),
  });
  const [code] = await once(child, "exit");
  return code ?? 2;
}
