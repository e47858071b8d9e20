// Takes each guard out of the contracts, once, in a copy of the tree, and expects a test to go red.
//   npm run mutate:contracts [-- part of a guard's name or file]
// Ends non-zero when a guard can be taken out without a test noticing, or is no longer in the source.
// Writes what it found into contracts/MUTATIONS.md.
import { takeOut } from "./mutants/take-out.ts";
import { guards } from "./mutate-contracts/guards.ts";
import { makeTree } from "./mutate-contracts/make-tree.ts";

const part = process.argv[2] ?? "";
const wanted = guards.filter(({ guard, file }) => `${guard} ${file}`.includes(part));
if (wanted.length === 0) {
  console.error(`No guard is called "${part}". Their names are in scripts/mutate-contracts/guards.ts.`);
  process.exit(2);
}

const head = `# What each guard of the contracts is held by

Written by \`npm run mutate:contracts\`, which takes each of ${guards.length} guards out of a copy of the contracts, one at a
time, and runs the tests until one goes red: first the TypeScript ones, then the Solidity ones. Only the first is named.`;

const page = "contracts/MUTATIONS.md";
await takeOut({ guards, wanted, makeTree, table: { page, head, sectionOf: ({ file }) => file } });
