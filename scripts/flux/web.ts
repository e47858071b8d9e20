import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { paths, root, writeFileAtomic } from "./home.ts";
import type { Command } from "./unit.ts";

const webRoot = join(root, "web");
const next = join(webRoot, "node_modules", "next", "dist", "bin", "next");

/** Builds the pages when their sources changed since the last build; else ends at once. */
export function webBuildCommand(env: Record<string, string>): Command {
  const hash = sourceHash();
  if (existsSync(join(webRoot, ".next", "BUILD_ID")) && readBuilt() === hash)
    return { file: "true", args: [] };
  const script = `"$0" "$1" build && printf %s "$2" > "$3"`;
  writeFileAtomic(paths.webBuild, "");
  return {
    file: "sh",
    args: ["-c", script, process.execPath, next, hash, paths.webBuild],
    env: { ...env, NODE_ENV: "production" },
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
    env: { ...env, NODE_ENV: dev ? "development" : "production" },
    cwd: webRoot,
  };
}

function readBuilt() {
  try {
    return readFileSync(paths.webBuild, "utf8");
  } catch {
    return "";
  }
}

function sourceHash() {
  const hash = createHash("sha256");
  const files = [
    "pnpm-lock.yaml",
    ...globSync("web/{src,public}/**/*", { cwd: root }),
    ...globSync("web/*.*", { cwd: root }),
  ];
  for (const file of files.sort()) {
    try {
      hash.update(file).update(readFileSync(join(root, file)));
    } catch {
      // A folder.
    }
  }
  return hash.digest("hex");
}
