import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import config from "../../hardhat.config.ts";
import { root } from "../flux/home.ts";

const solc: { compile(input: string, callbacks: { import(path: string): { contents: string } }): string } =
  createRequire(import.meta.url)("solc");

/**
 * The creation code of one contract of a tree, by the project's compiler and settings. In this process, where the
 * compiler is loaded once: starting Hardhat for each of a hundred builds would take longer than the builds.
 */
export function compile(tree: string, name: string): { bytecode: string } | { fault: string } {
  const file = `contracts/${name}.sol`;
  const input = {
    language: "Solidity",
    sources: { [file]: { content: readFileSync(join(tree, file), "utf8") } },
    settings: {
      ...settingsOf(config),
      outputSelection: { [file]: { [name]: ["evm.bytecode.object"] } },
    },
  };
  const read = (path: string) => ({
    contents: readFileSync(join(path.startsWith("@") ? join(root, "node_modules") : tree, path), "utf8"),
  });
  const output = JSON.parse(solc.compile(JSON.stringify(input), { import: read }));
  const error = (output.errors ?? []).find(({ severity }: { severity: string }) => severity === "error");
  if (error) return { fault: `does not compile: ${error.formattedMessage}` };
  return { bytecode: `0x${output.contracts[file][name].evm.bytecode.object}` };
}

function settingsOf({ solidity }: typeof config): object {
  const profile = typeof solidity === "object" && "profiles" in solidity && solidity.profiles.default;
  if (!profile || !("settings" in profile)) throw new Error("hardhat.config.ts has no default profile");
  return profile.settings ?? {};
}
