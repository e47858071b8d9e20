import { spawn } from "node:child_process";
import { once } from "node:events";
import { createPublicClient, http } from "viem";
import { chainCommand } from "../../scripts/flux/chain.ts";
import { freePort } from "../../scripts/flux/ports.ts";
import { endWithUs } from "./end-with-us.ts";

/** What ends a start that hangs; a machine with other work to do may take seconds for it. */
const startTimeoutMs = 120_000;

/** An anvil of its own, empty. Keep the state over restarts by giving a `stateFile` and a `port`. */
export async function startChain(options: { port?: number; stateFile?: string; chainId?: number } = {}) {
  const port = options.port ?? (await freePort());
  const { file, args } = chainCommand({
    port,
    ...(options.stateFile ? { stateFile: options.stateFile } : {}),
    ...(options.chainId ? { chainId: options.chainId } : {}),
  });
  const child = spawn(file, args, { stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
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
    async close(signal: "SIGTERM" | "SIGKILL" = "SIGTERM") {
      child.kill(signal);
      if (child.exitCode === null && child.signalCode === null) await once(child, "close");
    },
  };
}
