import { existsSync, readFileSync, renameSync, rmSync } from "node:fs";
import { writeFileAtomic } from "./home.ts";

const copyEveryMs = 2_000;

/**
 * anvil rewrites its state file in place every second: a kill -9 in that moment leaves half a file. So the last whole
 * one is kept beside it. Returns what ends the copying.
 */
export function keepChainState(stateFile: string): () => void {
  let last: Buffer | null = null;
  const timer = setInterval(() => {
    if (!existsSync(stateFile)) return;
    const now = readFileSync(stateFile);
    if (last?.equals(now) || !isWhole(now)) return;
    last = now;
    writeFileAtomic(goodCopy(stateFile), now.toString());
  }, copyEveryMs);
  return () => clearInterval(timer);
}

/** Puts the last whole state in the place of a half one. True when that was needed. */
export function recoverChainState(stateFile: string): boolean {
  if (!existsSync(stateFile) || isWhole(readFileSync(stateFile))) return false;
  if (existsSync(goodCopy(stateFile))) renameSync(goodCopy(stateFile), stateFile);
  else rmSync(stateFile);
  return true;
}

/** When this chain began, in Unix seconds; kept beside its state. */
export function genesisTime(file: string): number {
  if (!existsSync(file)) writeFileAtomic(file, String(Math.floor(Date.now() / 1000)));
  return Number(readFileSync(file, "utf8"));
}

function goodCopy(stateFile: string) {
  return `${stateFile}.good`;
}

function isWhole(content: Buffer) {
  try {
    JSON.parse(content.toString());
    return true;
  } catch {
    return false;
  }
}
