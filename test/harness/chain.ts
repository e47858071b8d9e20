import { spawn } from "node:child_process";
import { once } from "node:events";
import { createPublicClient, http } from "viem";
import { chainCommand } from "../../scripts/flux/chain.ts";
import { freePort } from "../../scripts/flux/ports.ts";

/** An anvil of its own, empty. Keep the state over restarts by giving a `stateFile` and a `port`. */
export async function startChain(options: { port?: number; stateFile?: string; chainId?: number } = {}) {
  const port = options.port ?? (await freePort());
  const { file, args } = chainCommand({
    port,
    ...(options.stateFile ? { stateFile: options.stateFile } : {}),
    ...(options.chainId ? { chainId: options.chainId } : {}),
  });
  const child = spawn(file, args, { stdio: "ignore" });
  const rpcUrl = `http://127.0.0.1:${port}`;
  const client = createPublicClient({ transport: http(rpcUrl, { retryCount: 0 }) });
  for (let tries = 0; ; tries++) {
    try {
      await client.getChainId();
      break;
    } catch (error) {
      if (tries > 200) throw error;
      await new Promise((resolve) => setTimeout(resolve, 25));
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
