import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

const drawnFile = join(import.meta.dirname, "../drawn.gen.json");

/** The code that drew each target last, as a hash. */
export async function readDrawn(): Promise<Record<string, string>> {
  return JSON.parse(await readFile(drawnFile, "utf8")) as Record<string, string>;
}

/** Notes that `name` was drawn by the code with this hash. */
export async function noteDrawn(name: string, hash: string) {
  await writeFile(drawnFile, `${JSON.stringify({ ...(await readDrawn()), [name]: hash }, null, 2)}\n`);
}

/** Stands for the content of these files below src/, in this order. */
export async function hashOf(sources: readonly string[]): Promise<string> {
  const hash = createHash("sha256");
  for (const file of sources) hash.update(await readFile(join(import.meta.dirname, file)));
  return hash.digest("hex").slice(0, 16);
}
