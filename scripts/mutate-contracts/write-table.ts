import type { Outcome } from "../mutate-contracts.ts";
import { type Guard, guards } from "./guards.ts";

/** The page that says of each guard which test goes red without it. */
export function writeTable(outcomes: Map<Guard, Outcome>) {
  const files = [...new Set(guards.map(({ file }) => file))];
  const sections = files.map((file) => {
    const rows = guards
      .filter((guard) => guard.file === file)
      .map((guard) => `| ${guard.guard} | ${answer(guard, outcomes.get(guard) ?? {})} |`);
    return `## ${file}\n\n| guard | test that goes red without it |\n|---|---|\n${rows.join("\n")}\n`;
  });
  return `# What each guard of the contracts is held by

Written by \`npm run mutate:contracts\`, which takes each of ${guards.length} guards out of a copy of the contracts, one at a
time, and runs the tests until one goes red: first the TypeScript ones, then the Solidity ones. Only the first is named.

${sections.join("\n")}`;
}

function answer(guard: Guard, { noticedBy, fault }: Outcome) {
  if (noticedBy) return cell(noticedBy.replace(/^contracts\/(test\/)?/, ""));
  if (fault) return cell(fault.split("\n")[0] ?? "");
  return guard.equivalent ? `none can: ${cell(guard.equivalent)}` : "**none**";
}

function cell(text: string) {
  return text.replaceAll("|", "\\|");
}
