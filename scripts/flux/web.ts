import { createHash } from "node:crypto";
import { globSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { root } from "./home.ts";
import type { Command } from "./unit.ts";

const webRoot = join(root, "web");
/** The hash of the sources that .next was built from; written last, so a build that was cut short has none. */
const builtFrom = join(webRoot, ".next", "built-from");
const next = join(webRoot, "node_modules", "next", "dist", "bin", "next");

const quiet = { NEXT_TELEMETRY_DISABLED: "1" };

/** Builds the pages when their sources changed since the last build; else ends at once. */
export function webBuildCommand(env: Record<string, string>): Command {
  const hash = sourceHash();
  if (readBuiltFrom() === hash) return { file: "true", args: [] };
  rmSync(builtFrom, { force: true });
  const script = `"$0" "$1" build && printf %s "$2" > "$3"`;
  return {
    file: "sh",
    args: ["-c", script, process.execPath, next, hash, builtFrom],
    env: { ...env, NODE_ENV: "production", ...quiet },
    cwd: webRoot,
  };
}

export function webCommand({
  env,
  port,
  dev,
}: {
  env: Record<string, string>;
  port: number;
  dev: boolean;
}): Command {
  return {
    file: process.execPath,
    args: [next, dev ? "dev" : "start", "--port", String(port)],
    env: { ...env, NODE_ENV: dev ? "development" : "production", ...quiet },
    cwd: webRoot,
  };
}

function readBuiltFrom() {
  try {
    return readFileSync(builtFrom, "utf8");
  } catch {
    return "";
  }
}

function sourceHash() {
  const hash = createHash("sha256");
  // Not the tsconfig and the types: the build itself writes them.
  const patterns = ["pnpm-lock.yaml", "web/{src,public}/**/*", "web/{package.json,*.config.*}"];
  for (const file of patterns.flatMap((pattern) => globSync(pattern, { cwd: root })).sort()) {
    try {
      hash.update(file).update(readFileSync(join(root, file)));
    } catch {
      // A folder.
    }
  }
  return hash.digest("hex");
}
