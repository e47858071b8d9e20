import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, rmSync } from "node:fs";
import { createPublicClient, http } from "viem";
import { chainCommand, keepChainCommand, readyFile } from "../../scripts/flux/chain.ts";
import { freePort } from "../../scripts/flux/ports.ts";
import { endWithUs } from "./end-with-us.ts";

/** What ends a start that hangs; a machine with other work to do may take seconds for it. */
const startTimeoutMs = 120_000;

/** An anvil of its own, empty. With a `folder` its keeper runs it, and the chain in that folder goes on. */
export async function startChain(
  options: { port?: number; folder?: string; chainId?: number; genesisSec?: number } = {},
) {
  const port = options.port ?? (await freePort());
  const { folder, chainId, genesisSec } = options;
  const of = { port, ...(chainId && { chainId }), ...(genesisSec && { genesisSec }) };
  const ready = folder && readyFile(folder);
  if (ready) rmSync(ready, { force: true });
  const { file, args } = folder ? keepChainCommand({ ...of, folder }) : chainCommand(of);
  const child = spawn(file, args, { stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
  const ended = once(child, "exit");
  endWithUs(child);
  const rpcUrl = `http://127.0.0.1:${port}`;
  const client = createPublicClient({ transport: http(rpcUrl, { retryCount: 0 }) });
  await answered().catch((error: unknown) => {
    child.kill("SIGKILL");
    throw error;
  });

  async function answered() {
    for (const deadline = Date.now() + startTimeoutMs; ; ) {
      // Asked first: an anvil that could not have its port ends, and somebody else would answer on it.
      if (child.exitCode !== null || child.signalCode !== null)
        throw new Error(`anvil ended (${child.exitCode ?? child.signalCode}) on port ${port}:\n${output}`);
      try {
        if (ready && !existsSync(ready)) throw new Error("not ready yet");
        return await client.getChainId();
      } catch (error) {
        if (Date.now() > deadline) throw new Error(`anvil did not answer:\n${output}`, { cause: error });
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
    }
  }

  return {
    rpcUrl,
    port,
    client,
    pid: child.pid ?? 0,
    ended,
    async close(signal: "SIGTERM" | "SIGKILL" = "SIGTERM") {
      child.kill(signal);
      if (child.exitCode === null && child.signalCode === null) await once(child, "close");
    },
  };
}
