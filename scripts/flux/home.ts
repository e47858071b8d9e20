import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");

/** Where all state of this checkout lives. FLUX_HOME gives another place, for a second platform beside the first. */
export const home = resolve(process.env.FLUX_HOME ?? join(root, ".flux"));

export const paths = {
  data: join(home, "data"),
  postgres: join(home, "data", "postgres"),
  chain: join(home, "data", "chain"),
  deployment: join(home, "data", "deployment.json"),
  sandbox: join(home, "data", "sandbox"),
  uploads: join(home, "data", "uploads"),
  secrets: join(home, "data", "secrets.json"),
  custodySeed: join(home, "data", "custody-seed"),
  run: join(home, "run"),
  state: join(home, "run", "state.json"),
  logs: join(home, "logs"),
};

export function readJson<T>(file: string): T | null {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as T;
  } catch {
    return null;
  }
}

/** Whole or not at all: a reader, or a kill, never sees half a file. */
export function writeFileAtomic(file: string, content: string, mode = 0o644) {
  mkdirSync(dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}.tmp`;
  writeFileSync(temporary, content, { mode });
  renameSync(temporary, file);
}
