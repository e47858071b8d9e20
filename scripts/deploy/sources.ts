import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { glob, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(import.meta.url);

/** A hash of all that the compiled contracts come from, without compiling: sources, settings, compiler, library. */
export async function hashOfSources(root: string): Promise<string> {
  const files = ["hardhat.config.ts"];
  for await (const file of glob("contracts/{*,interfaces/*}.sol", { cwd: root })) {
    if (!file.endsWith(".t.sol")) files.push(file);
  }
  const hash = createHash("sha256");
  for (const file of files.sort()) {
    hash.update(`${file}\n`).update(await readFile(join(root, file)));
  }
  for (const name of ["solc", "@openzeppelin/contracts"]) {
    hash.update(
      `${name} ${JSON.parse(readFileSync(require.resolve(`${name}/package.json`), "utf8")).version}\n`,
    );
  }
  return hash.digest("hex");
}
