#!/usr/bin/env node
// solc from npm, as the command that forge expects: `solc --version`, and standard JSON from stdin to stdout.
import { readFileSync, writeSync } from "node:fs";
import { createRequire } from "node:module";

const solc: { version(): string; compile(input: string): string } = createRequire(import.meta.url)("solc");

if (process.argv.includes("--version")) {
  // forge wants a platform it knows: the code is the same on each.
  console.log(
    `solc, the solidity compiler\nVersion: ${solc.version().replace("Emscripten.clang", "Linux.g++")}`,
  );
} else {
  const output = Buffer.from(solc.compile(readFileSync(0, "utf8")));
  for (let sent = 0; sent < output.length; ) sent += writeSync(1, output, sent);
}
