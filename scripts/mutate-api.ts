// Takes each guard out of the API, once, in a copy of the tree, and expects the test that is named beside it to go red.
//   npm run mutate:api [-- part of a guard's name, area or file]
// Ends non-zero when a guard can be taken out without a test noticing, or is no longer in the source.
// Writes what it found into api/MUTATIONS.md.
import { takeOut } from "./mutants/take-out.ts";
import { guards } from "./mutate-api/guards.ts";
import { makeTree } from "./mutate-api/make-tree.ts";

const part = process.argv[2] ?? "";
const wanted = guards.filter(({ guard, area, file }) => `${guard} ${area} ${file}`.includes(part));
if (wanted.length === 0) {
  console.error(`No guard is called "${part}". Their names are in scripts/mutate-api/guards.ts.`);
  process.exit(2);
}

const head = `# What each guard of the API is held by

Written by \`npm run mutate:api\`, which takes each of ${guards.length} guards out of a copy of the API, one at a time, and runs the
test that is named beside it in \`scripts/mutate-api/guards.ts\`, and when that one stays green the rest of its file.`;

const page = "api/MUTATIONS.md";
await takeOut({ guards, wanted, makeTree, table: { page, head, sectionOf: ({ area }) => area } });
