import { acts } from "./acts.ts";
import type { Price } from "./price.ts";

const number = new Intl.NumberFormat("en");

/** bench/gas.md. */
export function writeReport(rows: Price[]) {
  const table = rows.map(({ act, value, floor, ratio, peers }) => {
    const others = Object.entries(peers).map(([name, price]) => `${name} ${number.format(price)}`);
    const columns = [act, number.format(value), number.format(floor), ratio.toFixed(3)];
    return `| ${[...columns, number.format(acts[act].atMost), others.join("; ") || "–"].join(" | ")} |`;
  });
  return `# What each act costs on chain

Written by \`npm run bench -- gas\`: \`gasUsed\` of mined transactions, solc 0.8.37 with 200 runs, all in one run on one
chain inside the process. Keys, addresses, tag hashes and order references are hashes, and the same in each run.

| act | gas | floor | ratio | at most | others, in the same run |
|---|---:|---:|---:|---:|---|
${table.join("\n")}

${rows.map(({ act }) => `- **${act}**: ${acts[act].what}.`).join("\n")}

The floor is what no contract could save: 21,000 + calldata (4 or 16 a byte) + 22,100 for each new slot + 5,000 for each
changed one + 2,100 for each that is only read + 3,100 for each signature to recover + the events (375 × (1 + topics) + 8 a
byte). Computing, memory and calls between contracts count nothing in it. Which slots each act needs is said in
\`gas/measure-ours.ts\`.

The others leave out what ours bind: the bare mints know no tag, batch, order, role or repeat; "a mapping per fact" keeps all
facts in the obvious way; a transfer by the tag alone asks no owner. OpenZeppelin's Governor needs each holder to delegate
first (95,000 gas once, not counted here), and takes signed ballots one transaction at a time.

\`gas.json\` holds the accepted prices; a test fails when one differs by more than 1 %. After a change that is meant:
\`npm run bench -- gas --accept\`.
`;
}
