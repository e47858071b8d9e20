// How soon, and how fast, what is paid for is minted, by the worker as it is run, on a chain with a block each second.
import { startChain } from "../test/harness/chain.ts";
import { answerAfter } from "../test/harness/rpc-acts.ts";
import { startRpcProxy } from "../test/harness/rpc-proxy.ts";
import { openMinting } from "./mint/open-minting.ts";

type Row = {
  act: string;
  value: number;
  unit: "ms" | "garments/s" | "gas";
  floor: number;
  ratio: number;
  peers: Record<string, never>;
};

const slowRpcMs = 300;
/** One order waits for the next block, and that for the one it is asked after. */
const blockMs = 1_000;
/** What a block of 30 million gas holds of a hundred garments' transactions, at 7.4 million each: four of them. */
const garmentsABlock = 400;
/** A garment of fifty in one transaction: bench/gas.md. */
const gasFloor = 72_428;

/** Prints how long one order takes from paid to mined, and how many garments a second do. `--json` prints one object. */
export async function mint(args: string[]) {
  const chain = await startChain();
  const rpc = await startRpcProxy({ target: chain.rpcUrl });
  const minting = await openMinting({ rpcUrl: chain.rpcUrl, workerRpcUrl: rpc.url });
  const rows: Row[] = [];
  try {
    for (const slow of [false, true]) {
      if (slow) rpc.set({ method: "*", act: answerAfter(slowRpcMs) });
      const name = (act: string) => (slow ? `${act}At${slowRpcMs}Ms` : act);
      const single: number[] = [];
      for (let order = 0; order < 5; order += 1) single.push(await minting.payAndWait(1));
      const median = single.toSorted((a, b) => a - b)[2] ?? Number.NaN;
      rows.push(row(name("mint1PaidToMinedMs"), median, "ms", blockMs));
      for (const orders of [100, 2_000]) {
        const perSec = orders / ((await minting.payAndWait(orders)) / 1_000);
        rows.push(row(name(`mint${orders}PerS`), perSec, "garments/s", garmentsABlock));
      }
    }
    rows.push(row("gasAGarment", await minting.gasAGarment(), "gas", gasFloor));
  } finally {
    await minting.close();
    await rpc.close();
    await chain.close();
  }
  if (args.includes("--json")) console.log(JSON.stringify({ bench: "mint", rows }));
  else
    for (const { act, value, unit, floor, ratio } of rows)
      console.log(
        `${act.padEnd(26)}${value.toFixed(0).padStart(8)} ${unit.padEnd(11)} floor ${String(floor).padStart(6)}  ratio ${ratio.toFixed(2)}`,
      );
}

function row(act: string, value: number, unit: Row["unit"], floor: number): Row {
  return { act, value: Math.round(value), unit, floor, ratio: Number((value / floor).toFixed(3)), peers: {} };
}
