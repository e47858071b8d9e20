import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The well-known development mnemonic: its keys are public, they hold nothing outside the embedded chain. */
export const developmentMnemonic = "test test test test test test test test test test test junk";

type Chain = {
  port: number;
  chainId?: number;
  /** A state of anvil's to begin from. It is never written to. */
  stateFile?: string;
  /** Time of block 0, Unix seconds; now when it is left out. */
  genesisSec?: number;
  /** Whether it says on its standard output what it is asked, a method a line. */
  talks?: boolean;
};

/**
 * Of how many blocks anvil keeps the state, for calls at a past block and for reorganisations. Each is a whole copy in memory.
 * Without a limit the older ones go to its own cache on disk, which nobody empties.
 */
const statesKept = 64;

/** anvil, the embedded chain: 31337, a block per transaction. It forgets all when it ends: keepChainCommand has one that does not. */
export function chainCommand({ port, chainId = 31337, stateFile, genesisSec, talks }: Chain) {
  const args = [
    ...["--host", "127.0.0.1", "--port", String(port), "--chain-id", String(chainId)],
    ...["--mnemonic", developmentMnemonic, "--prune-history", String(statesKept)],
  ];
  if (!talks) args.push("--silent");
  if (stateFile) args.push("--load-state", stateFile);
  if (genesisSec) args.push("--timestamp", String(genesisSec));
  return { file: anvilBinary(), args };
}

/** The embedded chain with its keeper (chain/keep-chain.ts): what is in `folder` outlives them both. */
export function keepChainCommand({ port, folder, chainId = 31337 }: Chain & { folder: string }) {
  const keeper = fileURLToPath(new URL("chain/keep-chain.ts", import.meta.url));
  return { file: process.execPath, args: [keeper, folder, String(port), String(chainId)] };
}

/** There while the chain in `folder` can be used: another one may still answer on its port. */
export const readyFile = (folder: string) => join(folder, "ready");

function anvilBinary() {
  const system = process.platform === "darwin" ? "darwin" : "linux";
  const arch = process.arch === "arm64" ? "arm64" : "amd64";
  const anvil = createRequire(import.meta.url).resolve("@foundry-rs/anvil/bin.mjs");
  const platformPackage = createRequire(anvil).resolve(`@foundry-rs/anvil-${system}-${arch}/package.json`);
  return join(dirname(platformPackage), "bin", "anvil");
}
