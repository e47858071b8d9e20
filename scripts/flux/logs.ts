import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync } from "node:fs";
import { paths } from "./home.ts";
import { logFile } from "./unit.ts";

/** `./flux logs [process]`: the last lines, and on a terminal those to come, until Ctrl-C. */
export async function logs(name: string | undefined): Promise<number> {
  const names = existsSync(paths.logs)
    ? readdirSync(paths.logs).flatMap((file) => (file.endsWith(".log") ? [file.slice(0, -4)] : []))
    : [];
  if (name && !names.includes(name)) {
    console.error(`There is no log of ${name}. There are: ${names.join(", ") || "none yet"}.`);
    return 1;
  }
  if (names.length === 0) {
    console.error("There are no logs yet. Start FLUX with ./flux start.");
    return 1;
  }
  const files = (name ? [name] : names).map((each) => logFile(each));
  const follow = process.stdout.isTTY ? ["-F"] : [];
  const [code] = await once(
    spawn("tail", ["-n", name ? "200" : "20", ...follow, ...files], { stdio: "inherit" }),
    "exit",
  );
  return code ?? 0;
}
