import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../flux/home.ts";
import type { Mutation, Outcome } from "./outcome.ts";

export type Table<Guard extends Mutation> = {
  /** Path of the page, from the root. */
  page: string;
  /** What stands above the sections: the title, and how the page came to be. */
  head: string;
  /** The heading under which a guard stands. */
  sectionOf(guard: Guard): string;
};

/** Writes which test goes red without each guard. What was not run now keeps its row. */
export function writeTable<Guard extends Mutation>(
  { page, head, sectionOf }: Table<Guard>,
  guards: Guard[],
  outcomes: Map<Guard, Outcome>,
) {
  const file = join(root, page);
  const before = existsSync(file) ? readFileSync(file, "utf8") : "";
  const rowOf = (guard: Guard) => {
    const start = `| ${guard.guard} | `;
    const outcome = outcomes.get(guard);
    if (outcome) return `${start}${answer(guard, outcome)} |`;
    return before.split("\n").find((line) => line.startsWith(start)) ?? `${start}not run yet |`;
  };
  const sections = [...Map.groupBy(guards, sectionOf)].map(
    ([name, those]) =>
      `## ${name}\n\n| guard | test that goes red without it |\n|---|---|\n${those.map(rowOf).join("\n")}\n`,
  );
  writeFileSync(file, `${head}\n\n${sections.join("\n")}`);
}

function answer(guard: Mutation, { noticedBy, fault }: Outcome) {
  if (noticedBy) return cell(noticedBy.replace(/^(contracts|api)\/((test|src)\/)?/, ""));
  if (fault) return cell(fault.split("\n")[0] ?? "");
  return guard.equivalent ? `none can: ${cell(guard.equivalent)}` : "**none**";
}

function cell(text: string) {
  return text.replaceAll("|", "\\|");
}
