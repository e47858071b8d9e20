// A drop: 5,000 buyers race for 50 garments over two API processes, one process killed mid-drop, ten times. Throws when one
// garment more or less is sold, or money and garments differ. And how many checkouts a second there are with stock enough.
import { measureCheckouts } from "./drop/measure-checkouts.ts";
import { openBuyers } from "./drop/open-buyers.ts";
import { openDrop } from "./drop/open-drop.ts";
import { race } from "./drop/race.ts";
import { printRows, type Row } from "./print-rows.ts";

const pieces = 50;

/** Prints a line an act. `--json` prints one object; `--quick` races 500 buyers twice. */
export async function drop(args: string[]) {
  const quick = args.includes("--quick");
  const [people, races] = quick ? [500, 2] : [5_000, 10];
  const drop = await openDrop();
  const rows: Row[] = [];
  try {
    const buyers = await openBuyers(drop, people);
    rows.push(...(await measureCheckouts(drop, buyers, quick ? 200 : 1_000)));
    let sold = 0;
    for (let at = 1; at <= races; at++) {
      const seen = await race(drop, buyers, pieces);
      if (seen.sold !== pieces)
        throw new Error(`race ${at} sold ${seen.sold} of ${pieces}: ${JSON.stringify(seen)}`);
      if (!args.includes("--json")) console.log(`race ${at}: ${JSON.stringify(seen)}`);
      sold += seen.sold;
    }
    rows.push({ act: "sold", value: sold, unit: `of ${races * pieces}`, peers: {} });
  } finally {
    await drop.close();
  }
  printRows("drop", rows, args);
}
