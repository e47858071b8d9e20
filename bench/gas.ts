// The price of each act beside the floor and beside others' contracts, measured in one run.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type ActName, acts } from "./gas/acts.ts";
import { measureOurs } from "./gas/measure-ours.ts";
import { measurePeers, type Peers } from "./gas/measure-peers.ts";
import type { Price } from "./gas/price.ts";
import { startHardhat } from "./gas/start-hardhat.ts";
import { writeReport } from "./gas/write-report.ts";

/** Prints the table and writes bench/gas.md. `--json` prints one object; `--accept` makes these the accepted prices. */
export async function gas(args: string[]) {
  const hre = await startHardhat();
  const ours = await measureOurs(hre);
  const peers = await measurePeers(hre);
  const rows = (Object.keys(acts) as ActName[]).map((act): Price => {
    const { gas: value, floor } = ours[act];
    return { act, value, unit: "gas", floor, ratio: round(value / floor, 3), peers: rounded(peers[act]) };
  });

  writeFileSync(join(import.meta.dirname, "gas.md"), writeReport(rows));
  if (args.includes("--accept")) {
    const accepted = Object.fromEntries(rows.map(({ act, value }) => [act, value]));
    writeFileSync(join(import.meta.dirname, "gas.json"), `${JSON.stringify(accepted, null, 2)}\n`);
  }
  if (args.includes("--json")) console.log(JSON.stringify({ bench: "gas", rows }));
  else printTable(rows);
}

function printTable(rows: Price[]) {
  const cells = (...texts: (string | number)[]) =>
    texts.map((text, i) => (i === 0 ? String(text).padEnd(15) : String(text).padStart(9))).join("");
  console.log(`${cells("act", "ours", "floor", "ratio", "at most")}  peers`);
  for (const { act, value, floor, ratio, peers } of rows) {
    const others = Object.entries(peers).map(([name, price]) => `${price} ${name}`);
    console.log(`${cells(act, value, floor, ratio.toFixed(3), acts[act].atMost)}  ${others.join("; ")}`);
  }
  console.log("\nWhat was done for each, and with what state before: bench/gas.md");
}

function rounded(peers: Peers[ActName]) {
  return Object.fromEntries(Object.entries(peers).map(([name, price]) => [name, Math.round(price)]));
}

function round(value: number, digits: number) {
  return Number(value.toFixed(digits));
}
