import { existsSync, readFileSync, writeFileSync } from "node:fs";
import type { Mutation, Outcome } from "./outcome.ts";

/** What becomes of the tests while one line of `path` is another; the file is whole again afterwards. */
export async function whileReplaced(
  path: string,
  { file, from, to }: Mutation,
  test: () => Promise<Outcome>,
): Promise<Outcome> {
  const source = readFileSync(path, "utf8");
  if (source.split(from).length !== 2) return { fault: `"${from}" is not once in ${file}` };
  writeFileSync(
    path,
    source.replace(from, () => to),
  );
  try {
    return await test();
  } finally {
    // The tree is gone when the run was stopped.
    if (existsSync(path)) writeFileSync(path, source);
  }
}
