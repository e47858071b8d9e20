import { spawn } from "node:child_process";
import { join } from "node:path";
import { root } from "../flux/home.ts";
import type { Outcome } from "./outcome.ts";

export type Run = { status: number | null; output: string };

/** Runs one of the project's programs in a copy of the tree, by its name in node_modules/.bin. */
export function runIn(
  copy: string,
  command: string,
  args: string[],
  env: Record<string, string> = {},
): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = spawn(join(root, "node_modules/.bin", command), args, {
      cwd: copy,
      env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: "0", ...env },
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk) => {
        output += chunk;
      });
    }
    child.once("error", reject);
    child.once("close", (status) => resolve({ status, output }));
  });
}

/** Who noticed, by what Vitest printed with `--reporter=tap-flat`. */
export function outcomeOfVitest({ status, output }: Run): Outcome {
  if (status === 0) return {};
  // Tests that were never run, because one had failed, are "not ok" too, but without an error.
  const noticedBy = /^not ok \d+ - (.*?)(?: # time.*)?\n\s+---\n\s+error:/m.exec(output)?.[1];
  // A machine too slow for a test has noticed nothing.
  if (!noticedBy || output.includes("timed out in")) {
    return { fault: `the tests did not run: ${output.slice(-1_000)}` };
  }
  return { noticedBy };
}
