import { availableParallelism, freemem } from "node:os";
import type { Mutation, Outcome } from "./outcome.ts";
import { type Table, writeTable } from "./write-table.ts";

/** A copy of what the tests need, in a folder of its own. */
export type Tree<Guard> = {
  /** Throws unless the tests of these guards are green as they are: else a red one would say nothing. */
  expectGreen(guards: Guard[]): Promise<void>;
  /** Who notices that this guard is gone. The copy is whole again afterwards. */
  without(guard: Guard): Promise<Outcome>;
  remove(): void | Promise<void>;
};

type TakeOut<Guard extends Mutation> = {
  guards: Guard[];
  wanted: Guard[];
  table: Table<Guard>;
  makeTree(): Tree<Guard> | Promise<Tree<Guard>>;
};

/**
 * Takes each wanted guard out of a copy of the tree, once, prints who noticed and writes the table. The process ends
 * non-zero when a guard can be taken out without a test noticing, or is no longer in the source.
 */
export async function takeOut<Guard extends Mutation>({ guards, wanted, table, makeTree }: TakeOut<Guard>) {
  const trees = new Set<Tree<Guard>>();
  let stopped = false;
  // So that a run that is stopped leaves nothing behind.
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, async () => {
      stopped = true;
      await Promise.allSettled([...trees].map((tree) => tree.remove()));
      process.exit(130);
    });
  }

  // A compiler or a database, a chain and a test runner take about 1.5 GiB together.
  const workers = Math.max(
    1,
    Math.min(2, availableParallelism(), Math.floor(freemem() / 3e9), wanted.length),
  );
  const startedMs = Date.now();
  const outcomes = new Map<Guard, Outcome>();
  const queue = [...wanted];
  await Promise.all(Array.from({ length: workers }, work));

  const survivors = wanted.filter((guard) => {
    const { noticedBy } = outcomes.get(guard) ?? {};
    return noticedBy === undefined && guard.equivalent === undefined;
  });
  console.log(`\nTook ${Math.round((Date.now() - startedMs) / 1000)} s.`);
  console.log(`${wanted.length - survivors.length} guards noticed or equivalent, ${survivors.length} not`);
  process.exitCode = survivors.length === 0 ? 0 : 1;

  /** One copy of the tree, and guards taken out of it until none is left. */
  async function work() {
    const tree = await makeTree();
    trees.add(tree);
    try {
      await tree.expectGreen(wanted);
      for (let guard = queue.shift(); guard; guard = queue.shift()) {
        const outcome = await tree.without(guard);
        // A test that went red because its tree was taken away has noticed nothing.
        if (stopped) return;
        outcomes.set(guard, outcome);
        // After each: a run that is stopped keeps what it found.
        writeTable(table, guards, outcomes);
        console.log(lineOf(guard, outcome));
      }
    } finally {
      await tree.remove();
    }
  }
}

function lineOf({ guard, equivalent }: Mutation, { noticedBy, fault }: Outcome) {
  if (noticedBy) return `✔  ${guard} → ${noticedBy}`;
  if (fault) return `?  ${guard} → ${fault}`;
  return equivalent ? `≡  ${guard} → ${equivalent}` : `✘  ${guard} → NO TEST NOTICED`;
}
