import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { createTestClient, http, toHex } from "viem";

/** The well-known development mnemonic: its keys are public, they hold nothing outside the embedded chain. */
export const developmentMnemonic = "test test test test test test test test test test test junk";

type Chain = {
  port: number;
  stateFile?: string;
  chainId?: number;
  /** Time of block 0. anvil makes that block anew at every start: with another time it is another chain to its readers. */
  genesisSec?: number;
};

/** anvil, the embedded chain: 31337, a block per transaction, state kept in `stateFile` when one is given. */
export function chainCommand({ port, stateFile, chainId = 31337, genesisSec }: Chain) {
  const args = [
    ...["--host", "127.0.0.1", "--port", String(port), "--chain-id", String(chainId), "--silent"],
    ...["--mnemonic", developmentMnemonic],
  ];
  // Every second: after kill -9 at most a second of blocks is lost. Old states, so that calls at a past block work.
  if (stateFile) args.push("--state", stateFile, "--state-interval", "1", "--preserve-historical-states");
  if (genesisSec) args.push("--timestamp", String(genesisSec));
  return { file: anvilBinary(), args };
}

/** With a `genesisSec` of its own, anvil believes at every start that it is that time again: tell it the real one. */
export async function setChainClock(rpcUrl: string) {
  const client = createTestClient({ mode: "anvil", transport: http(rpcUrl, { retryCount: 0 }) });
  await client.request({ method: "evm_setTime", params: [toHex(Math.floor(Date.now() / 1000))] } as never);
}

function anvilBinary() {
  const system = process.platform === "darwin" ? "darwin" : "linux";
  const arch = process.arch === "arm64" ? "arm64" : "amd64";
  const anvil = createRequire(import.meta.url).resolve("@foundry-rs/anvil/bin.mjs");
  const platformPackage = createRequire(anvil).resolve(`@foundry-rs/anvil-${system}-${arch}/package.json`);
  return join(dirname(platformPackage), "bin", "anvil");
}
