import type { Head, Witness } from "./witness.ts";

const rememberMs = 2_000;
const patienceMs = 1_000;

/**
 * The newest block that a node tells of, remembered for 2 s: what pictures are held against. Null when no node tells within
 * a second, or all stand still: then nobody knows how old a picture is.
 */
export function createNewestBlock(witnesses: Witness[]): () => Promise<Head | null> {
  let asked: { atMs: number; head: Promise<Head | null> } | null = null;
  return () => {
    const nowMs = performance.now();
    if (!asked || nowMs - asked.atMs > rememberMs) asked = { atMs: nowMs, head: firstToTell(witnesses) };
    return asked.head;
  };
}

async function firstToTell(witnesses: Witness[]): Promise<Head | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, patienceMs, null);
  });
  const told = witnesses.map(async (witness) => {
    const head = await witness.look();
    if (head.isOld) throw new Error("it stands still");
    return head;
  });
  return Promise.race([Promise.any(told).catch(() => null), late]).finally(() => clearTimeout(timer));
}
