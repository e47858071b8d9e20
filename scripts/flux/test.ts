import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "./home.ts";
import { type Step, steps, vitestStep } from "./test-steps.ts";

/** What a runner says when a file, or a Solidity test, is done. */
const testOrFile = /^\s*([✓✔❯×].*\.(ts|sol)|(✔|\d+\)) (test|invariant)_)|lines are run/;

type Result = { passed: number; failed: number };

/**
 * `npm test`: every step, two at a time where they allow it. With names: the steps so named, or the test files.
 * With `--deep`: the Solidity tests alone, in their long form.
 */
export async function test(args: string[]): Promise<number> {
  const deep = args.includes("--deep");
  const names = deep ? ["solidity"] : args;
  const startedMs = Date.now();
  // Of this run alone: two runs beside each other must not count each other's tests.
  const reports = mkdtempSync(join(tmpdir(), "flux-tests-"));
  const chosen = choose(steps(reports, { deep }), names);
  if (chosen.length === 0)
    chosen.push(vitestStep({ name: names.join(" ").replaceAll(/[^\w -]+/g, "-"), args: names, reports }));

  const results = new Map<string, Result>();
  const waiting = new Set(chosen);
  const running = new Set<Promise<void>>();
  const here = new Set(chosen.map((step) => step.name));
  const limit = Math.max(2, Math.min(4, availableParallelism()));
  while (waiting.size > 0 || running.size > 0) {
    for (const step of waiting) {
      if (running.size >= limit) break;
      const blocked = (step.after ?? []).some((name) => here.has(name) && !results.has(name));
      if (blocked) continue;
      waiting.delete(step);
      const job = run(step).then((result) => {
        results.set(step.name, result);
        running.delete(job);
      });
      running.add(job);
    }
    await Promise.race(running);
  }

  rmSync(reports, { recursive: true });
  const total = (kind: keyof Result) => [...results.values()].reduce((sum, result) => sum + result[kind], 0);
  const failed = [...results].filter(([, result]) => result.failed > 0).map(([name]) => name);
  if (failed.length > 0)
    console.log(`\nFailed: ${failed.join(", ")}. Again, alone: npm test -- ${failed[0]}`);
  console.log(`\nTook ${seconds(startedMs)} s.`);
  console.log(`${total("passed")} passed, ${total("failed")} failed`);
  return total("failed") === 0 && total("passed") > 0 ? 0 : 1;
}

function choose(all: Step[], names: string[]) {
  if (names.length === 0) return all;
  return all.filter((step) => names.some((name) => step.name === name || step.name.split(" ")[0] === name));
}

async function run(step: Step): Promise<Result> {
  const startedMs = Date.now();
  console.log(`› ${step.name}`);
  const [file = "", ...args] = step.command;
  const path = `${join(root, "node_modules", ".bin")}:${process.env.PATH}`;
  const child = spawn(file, args, {
    cwd: root,
    env: { ...process.env, PATH: path, FORCE_COLOR: "0", NO_COLOR: "1", ...step.env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const tell = (chunk: Buffer) => {
    output += chunk;
    // The tests that are done, as they are done; the rest only when it matters.
    if (step.count)
      for (const line of String(chunk).split("\n"))
        if (testOrFile.test(line)) console.log(`  ${step.name}: ${line.trim()}`);
  };
  child.stdout.on("data", tell);
  child.stderr.on("data", tell);
  const code = await new Promise<number | null>((resolve) => {
    child.once("error", () => resolve(127));
    child.once("close", resolve);
  });
  const counted = step.count?.(output) ?? { passed: code === 0 ? 1 : 0, failed: 0 };
  // A runner that failed without a failed test (a crash, an unhandled error) is a failure all the same.
  const result = { ...counted, failed: counted.failed || (code === 0 ? 0 : 1) };
  if (result.failed > 0) console.log(output.trimEnd());
  console.log(
    `${result.failed > 0 ? "×" : "✓"} ${step.name}: ${result.passed} passed, ${result.failed} failed, ${seconds(startedMs)} s`,
  );
  return result;
}

function seconds(sinceMs: number) {
  return ((Date.now() - sinceMs) / 1000).toFixed(1);
}
