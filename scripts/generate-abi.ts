// Writes contracts/src/abi.gen.ts from the compiler's artifacts. With --check, only says whether it is current.
//   ./flux exec hardhat build && ./flux exec node scripts/generate-abi.ts [--check]
import { readFile, writeFile } from "node:fs/promises";

const contracts = ["FluxGarment", "FluxVoting"];
const target = new URL("../contracts/src/abi.gen.ts", import.meta.url);

async function render() {
  const parts = await Promise.all(
    contracts.map(async (name) => {
      const file = new URL(`../artifacts/contracts/${name}.sol/${name}.json`, import.meta.url);
      const { abi } = JSON.parse(await readFile(file, "utf8")) as { abi: unknown[] };
      const entries = abi.map((entry) => `  ${JSON.stringify(entry)},\n`).join("");
      return `export const ${lowerFirst(name)}Abi = [\n${entries}] as const;\n`;
    }),
  );
  return `// Written by scripts/generate-abi.ts; not to be edited.\n\n${parts.join("\n")}`;
}

const lowerFirst = (name: string) => name.charAt(0).toLowerCase() + name.slice(1);

const fresh = await render();
const present = await readFile(target, "utf8").catch(() => "");
if (fresh === present) {
  console.log("contracts/src/abi.gen.ts is current");
} else if (process.argv.includes("--check")) {
  console.error(
    "contracts/src/abi.gen.ts is not what the contracts compile to: ./flux exec hardhat build && ./flux exec node scripts/generate-abi.ts",
  );
  process.exitCode = 1;
} else {
  await writeFile(target, fresh);
  console.log("contracts/src/abi.gen.ts written");
}
