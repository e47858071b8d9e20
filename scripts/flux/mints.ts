import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { root } from "./home.ts";
import { environmentOf, findFaults } from "./process-settings.ts";
import { runningSupervisor } from "./state.ts";

/** `./flux mints …`: a process of its own, told where the database is and nothing beside: it asks no chain. */
export async function mints(args: string[]): Promise<number> {
  if (existsSync(join(root, ".env"))) process.loadEnvFile(join(root, ".env"));
  const given = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value));
  const running = runningSupervisor()?.status.urls;
  const values = { ...(running ? { DATABASE_URL: running.database } : {}), ...given };
  const faults = findFaults(["mints"], values);
  if (faults.length > 0)
    throw new Error(
      `Nobody said where the database is:\n  ${faults.join("\n  ")}\nStart FLUX (npm start), or set it: see .env.example.`,
    );
  const child = spawn(process.execPath, [join(root, "scripts/mints.ts"), ...args], {
    stdio: "inherit",
    env: environmentOf("mints", values),
  });
  const [code] = await once(child, "exit");
  return code ?? 2;
}
