import { existsSync, readFileSync, writeFileSync } from "node:fs";

/** Says how long recoveries took, and writes it into the file of `npm run test:faults` when that runs. */
export function reportRecoveries(name: string, tookMs: number[]) {
  const sorted = tookMs.toSorted((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN);
  const figures = { runs: sorted.length, medianMs: at(0.5), maxMs: at(1) };
  console.log(
    `${name}: ${figures.runs} runs, recovery median ${figures.medianMs} ms, max ${figures.maxMs} ms`,
  );
  const file = process.env.FLUX_FAULT_REPORT;
  if (!file) return;
  const before = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
  writeFileSync(file, `${JSON.stringify({ ...before, [name]: figures }, null, 2)}\n`);
}
