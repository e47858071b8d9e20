import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../flux/home.ts";
import { type Guard, guards } from "./guards.ts";
import type { Outcome } from "./outcome.ts";

const page = join(root, "contracts/MUTATIONS.md");

/** Writes contracts/MUTATIONS.md: which test goes red without each guard. What was not run now keeps its row. */
export function writeTable(outcomes: Map<Guard, Outcome>) {
  const before = existsSync(page) ? readFileSync(page, "utf8") : "";
  const rowOf = (guard: Guard) => {
    const start = `| ${guard.guard} | `;
    const outcome = outcomes.get(guard);
    if (outcome) return `${start}${answer(guard, outcome)} |`;
    return before.split("\n").find((line) => line.startsWith(start)) ?? `${start}not run yet |`;
  };
  const sections = [...new Set(guards.map(({ file }) => file))].map((file) => {
    const rows = guards.filter((guard) => guard.file === file).map(rowOf);
    return `## ${file}\n\n| guard | test that goes red without it |\n|---|---|\n${rows.join("\n")}\n`;
  });
  const text = `# What each guard of the contracts is held by

Written by \`npm run mutate:contracts\`, which takes each of ${guards.length} guards out of a copy of the contracts, one at a
time, and runs the tests until one goes red: first the TypeScript ones, then the Solidity ones. Only the first is named.

${sections.join("\n")}`;
  writeFileSync(page, text);
}

function answer(guard: Guard, { noticedBy, fault }: Outcome) {
  if (noticedBy) return cell(noticedBy.replace(/^contracts\/(test\/)?/, ""));
  if (fault) return cell(fault.split("\n")[0] ?? "");
  return guard.equivalent ? `none can: ${cell(guard.equivalent)}` : "**none**";
}

function cell(text: string) {
  return text.replaceAll("|", "\\|");
}
