// Takes each guard out of the contracts, once, in a copy of the tree, and expects a test to go red.
//   npm run mutate:contracts [-- part of a guard's name or file]
// Ends non-zero when a guard can be taken out without a test noticing, or is no longer in the source.
// Writes what it found into contracts/MUTATIONS.md.
import { availableParallelism, freemem } from "node:os";
import { type Guard, guards } from "./mutate-contracts/guards.ts";
import { makeTree } from "./mutate-contracts/make-tree.ts";
import type { Outcome } from "./mutate-contracts/outcome.ts";
import { writeTable } from "./mutate-contracts/write-table.ts";

const part = process.argv[2] ?? "";
const wanted = guards.filter(({ guard, file }) => `${guard} ${file}`.includes(part));
if (wanted.length === 0) {
  console.error(`No guard is called "${part}". Their names are in scripts/mutate-contracts/guards.ts.`);
  process.exit(2);
}

// So that a run that is stopped leaves no copy behind.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(130));

// A compiler, a chain and a test runner take about 1.5 GiB together.
const workers = Math.max(1, Math.min(2, availableParallelism(), Math.floor(freemem() / 3e9), wanted.length));
const startedMs = Date.now();
const outcomes = new Map<Guard, Outcome>();
const queue = [...wanted];
await Promise.all(Array.from({ length: workers }, work));

const survivors = wanted.filter((guard) => {
  const { noticedBy } = outcomes.get(guard) ?? {};
  return noticedBy === undefined && guard.equivalent === undefined;
});
writeTable(outcomes);
console.log(`\nTook ${Math.round((Date.now() - startedMs) / 1000)} s.`);
console.log(`${wanted.length - survivors.length} guards noticed or equivalent, ${survivors.length} not`);
process.exitCode = survivors.length === 0 ? 0 : 1;

/** One copy of the tree, and guards taken out of it until none is left. */
async function work() {
  const tree = makeTree();
  try {
    // If the tests were red before, a red test would say nothing.
    await tree.expectGreen();
    for (let guard = queue.shift(); guard; guard = queue.shift()) {
      const outcome = await tree.without(guard);
      outcomes.set(guard, outcome);
      console.log(lineOf(guard, outcome));
    }
  } finally {
    tree.remove();
  }
}

function lineOf({ guard, equivalent }: Guard, { noticedBy, fault }: Outcome) {
  if (noticedBy) return `✔  ${guard} → ${noticedBy}`;
  if (fault) return `?  ${guard} → ${fault}`;
  return equivalent ? `≡  ${guard} → ${equivalent}` : `✘  ${guard} → NO TEST NOTICED`;
}
