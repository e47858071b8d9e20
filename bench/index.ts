// How fast our indexer reads a chain's past, and how soon the API shows what a new block holds, beside a bare Ponder app
// (indexer/bare) on the same chain at the same time.
import { migrateDatabase } from "@flux/api/migrate";
import { startPostgres } from "../test/harness/start-postgres.ts";
import { fillChain } from "./index/fill-chain.ts";
import { measureBlocks } from "./index/measure-blocks.ts";
import { measureHistory } from "./index/measure-history.ts";

type Row = {
  act: string;
  value: number;
  unit: "events/s" | "ms";
  floor: number;
  ratio: number;
  peers: { barePonder: number };
};

const garments = 4_000;
/** Each reads all of it so often, in turn. */
const rounds = 3;
const newBlocks = 60;

/** Prints events a second of the past, and the time from a block to the API. `--json` prints one object. */
export async function index(args: string[]) {
  const [postgres, filled] = await Promise.all([startPostgres("flux"), fillChain(garments)]);
  const rows: Row[] = [];
  try {
    await migrateDatabase(postgres.url);
    const history = await measureHistory({ postgres, filled, rounds });
    rows.push(row("historical", history, "events/s"));
    const { median, p95 } = await measureBlocks({ postgres, filled, blocks: newBlocks });
    rows.push(row("blockToApi", median, "ms"), row("blockToApiP95", p95, "ms"));
  } finally {
    await filled.anvil.close();
    await postgres.close();
  }
  if (args.includes("--json")) console.log(JSON.stringify({ bench: "index", rows }));
  else
    for (const { act, value, unit, floor, ratio } of rows)
      console.log(
        `${act.padEnd(16)}${value.toFixed(0).padStart(8)} ${unit.padEnd(9)} bare Ponder ${String(floor).padStart(6)}  ratio ${ratio.toFixed(2)}`,
      );
}

/** The bare app's figure is the floor: it does the least that can be done. */
function row(act: string, { ours, bare }: { ours: number; bare: number }, unit: Row["unit"]): Row {
  const [value, floor] = [Math.round(ours), Math.round(bare)];
  return { act, value, unit, floor, ratio: Number((ours / bare).toFixed(3)), peers: { barePonder: floor } };
}
