import { createHash } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Deployment } from "@flux/contracts";

const root = join(import.meta.dirname, "../..");
/** What makes a build: not how it is started. */
const sources = [
  "indexer/{env,ponder.*}.ts",
  "indexer/package.json",
  "indexer/src/*.ts",
  "contracts/src/*.ts",
];

/**
 * The Postgres schema of one build: Ponder refuses to run changed code, another ABI or other addresses in a schema
 * that it used before.
 */
export function schemaNameOf(deployment: Deployment): string {
  const hash = createHash("sha256").update(JSON.stringify(deployment));
  for (const file of sources.flatMap((pattern) => globSync(pattern, { cwd: root })).sort())
    hash.update(file).update(readFileSync(join(root, file)));
  return `indexer_${hash.digest("hex").slice(0, 10)}`;
}
