import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { chainCommand } from "../chain.ts";
import { waitUntil } from "../process-table.ts";
import { type Ask, connectAnvil } from "./ask-anvil.ts";

/** A year's state takes seconds to load, and on a busy machine several times that. */
const startTimeoutMs = 300_000;

/**
 * Runs its arguments until they end, or until nobody holds the other end of its standard input: whoever started it may be killed
 * at any moment. In a group of its own, so that no signal meant for that one reaches it.
 */
const guard = `exec 3<&0
"$@" </dev/null 3<&- & child=$!
{ cat <&3 >/dev/null; kill -9 $child; } 2>/dev/null &
wait $child`;

type Options = Parameters<typeof chainCommand>[0] & {
  /** Told of each method that anybody asks for, as anvil begins it. */
  onAsked?: (method: string) => void;
  onBlock?: () => void;
};

/**
 * Starts an anvil that dies with this process, by whatever that dies.
 * @throws with its last words when it ends before it answers
 */
export async function startAnvil({ onAsked, onBlock = () => {}, ...options }: Options) {
  const { file, args } = chainCommand({ ...options, talks: onAsked !== undefined });
  const child = spawn("sh", ["-c", guard, "sh", file, ...args], {
    detached: true,
    stdio: ["pipe", onAsked ? "pipe" : "ignore", "pipe"],
  });
  let lastWords = "";
  child.stderr?.on("data", (chunk) => (lastWords = `${lastWords}${chunk}`.slice(-4_000)));
  if (child.stdout) createInterface(child.stdout).on("line", (line) => onAsked?.(line));
  let over = false;
  const ended = new Promise<void>((resolve) => {
    for (const event of ["exit", "error"] as const)
      child.once(event, () => {
        over = true;
        resolve();
      });
  });
  const stop = () => {
    child.stdin?.end();
    return ended;
  };

  const { port } = options;
  let ask: Ask | null = null;
  await waitUntil(
    async () => {
      ask ??= await connectAnvil(`ws://127.0.0.1:${port}`, onBlock).catch(() => null);
      return over || ask !== null;
    },
    startTimeoutMs,
    10,
  );
  // Asked first: an anvil that could not have its port ends, and somebody else answers on it.
  if (over || !ask) {
    await stop();
    throw new Error(`anvil did not answer on port ${port}:\n${lastWords}`);
  }
  return { rpcUrl: `http://127.0.0.1:${port}`, ask: ask as Ask, ended, stop };
}

export type Anvil = Awaited<ReturnType<typeof startAnvil>>;
