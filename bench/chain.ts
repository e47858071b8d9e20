// What the embedded chain costs after a developer's year: 20,000 blocks, most with one transaction, every thirtieth with fifty
// garments. A few blocks are mined, and written again and again with other numbers, hashes and slots: anvil would need an hour.
import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { tokenIdOf } from "@flux/contracts";
import { type Hex, keccak256, toHex, toRlp } from "viem";
import { type Entry, openJournal } from "../scripts/flux/chain/journal.ts";
import { linesOf } from "../scripts/flux/chain/record-block.ts";
import { startChain } from "../test/harness/chain.ts";
import { admin, asha, deployFlux, ravi } from "../test/harness/flux-on-chain.ts";

type Row = { act: string; value: number; unit: "MB" | "s" | "ms" | "%" };
type Sample = { bytes: Buffer; hash: Hex };
type Header = Record<(typeof headerFields)[number], Hex>;

const blocks = 20_000;
const idleMs = 30_000;

/** Prints what a year's chain takes on disk, to start, to stand idle and to mine. */
export async function chain(args: string[]) {
  const home = mkdtempSync(join(tmpdir(), "flux-year-"));
  const folder = join(home, "chain");
  try {
    await mineSamples(folder);
    writeYear(join(folder, "journal"));
    const rows = await measure(folder);
    if (args.includes("--json")) console.log(JSON.stringify({ bench: "chain", rows }));
    else
      for (const { act, value, unit } of rows)
        console.log(`${act.padEnd(16)}${value.toFixed(1).padStart(8)} ${unit}`);
  } finally {
    rmSync(home, { recursive: true });
  }
}

/** Leaves a journal whose last three blocks are a mint of fifty, a mint and a transfer. */
async function mineSamples(folder: string) {
  const chain = await startChain({ folder });
  const flux = await deployFlux(chain.rpcUrl);
  await flux.openBatch(1);
  const mints = Array.from({ length: 50 }, (_, index) => ({
    to: asha.address,
    tokenId: tokenIdOf(1, index + 1),
    tagHash: keccak256(toHex(index)),
    orderRef: keccak256(toHex(index + 50)),
  }));
  const write = { ...flux.onGarment, functionName: "mintProducts", args: [mints] } as const;
  await flux.mined(await flux.chain.writeContract(write));
  await flux.mint(1, 51, asha.address);
  await flux.transfer(asha, ravi.address, 1_000_001n);
  await chain.close();
}

function writeYear(file: string) {
  const journal = openJournal(file);
  const samples = [...journal.blocks((journal.head()?.number ?? 0) - 2)];
  for (let number = (journal.head()?.number ?? 0) + 1; number < blocks; number++) {
    const sample = samples[number % 30 === 0 ? 0 : 1 + (number % 2)];
    if (sample) journal.append([another(sample, number, journal.head()?.hash ?? "0x")]);
  }
  journal.close();
}

const headerFields = [
  ...[
    "parentHash",
    "sha3Uncles",
    "miner",
    "stateRoot",
    "transactionsRoot",
    "receiptsRoot",
    "logsBloom",
    "difficulty",
  ],
  ...[
    "number",
    "gasLimit",
    "gasUsed",
    "timestamp",
    "extraData",
    "mixHash",
    "nonce",
    "baseFeePerGas",
    "withdrawalsRoot",
  ],
  ...["blobGasUsed", "excessBlobGas", "parentBeaconBlockRoot", "requestsHash"],
] as const;
const quantities = /^(difficulty|number|gasLimit|gasUsed|timestamp|baseFeePerGas|blobGasUsed|excessBlobGas)$/;

/** The same block under another number: hashes and slots of its own, behind `parentHash`. */
function another({ bytes, hash: was }: Sample, number: number, parentHash: Hex): Entry {
  const { header } = JSON.parse(linesOf(bytes).block.toString()) as { header: Header & { hash: Hex } };
  const fresh = new Map<string, string>();
  const kept = new Set<string>([...headerFields.map((field) => header[field]), was]);
  let words = bytes.toString().replace(/"0x(?!0{6})[0-9a-f]{64}"/g, (word) => {
    if (kept.has(word.slice(1, -1))) return word;
    if (!fresh.has(word)) fresh.set(word, `"0x${randomBytes(32).toString("hex")}"`);
    return fresh.get(word) ?? word;
  });
  const next = { ...header, number: `0x${number.toString(16)}`, parentHash } as Header;
  const hash = keccak256(
    toRlp(headerFields.map((field) => (quantities.test(field) ? toQuantity(next[field]) : next[field]))),
  );
  words = words.replaceAll(was, hash).replace(header.parentHash, parentHash);
  words = words.replace(`"number":"${header.number}"`, `"number":"${next.number}"`);
  words = words.replaceAll(`"block_number":${Number(header.number)}`, `"block_number":${number}`);
  return { kind: "block", number, hash, text: words };
}

const toQuantity = (value: Hex): Hex => {
  const digits = value.slice(2).replace(/^0+/, "");
  return `0x${digits.length % 2 ? "0" : ""}${digits}`;
};

async function measure(folder: string): Promise<Row[]> {
  const disk = statSync(join(folder, "journal")).size / 1e6;
  let most = disk;
  const watch = setInterval(() => (most = Math.max(most, sizeOf(folder) / 1e6)), 20);
  const beganMs = performance.now();
  const chain = await startChain({ folder });
  const startSec = (performance.now() - beganMs) / 1000;
  clearInterval(watch);

  const pids = [chain.pid, ...pidsOfAnvil(chain.port)];
  const before = cpuMsOf(pids);
  const startCpuSec = before / 1000;
  await new Promise((resolve) => setTimeout(resolve, idleMs));
  const idle = ((cpuMsOf(pids) - before) / idleMs) * 100;

  const paying = performance.now();
  for (let sent = 0; sent < 20; sent++) {
    const payment = { from: admin.address, to: asha.address, value: "0x1", gas: "0x5208" };
    await chain.client.request({ method: "eth_sendTransactionSync", params: [payment] } as never);
  }
  const block = (performance.now() - paying) / 20;
  const [keeper, anvil] = [chain.pid, pids.at(-1) ?? 0].map(residentMb);
  await chain.close();
  return [
    { act: "disk", value: disk, unit: "MB" },
    { act: "diskAtStart", value: most, unit: "MB" },
    { act: "start", value: startSec, unit: "s" },
    { act: "startCpu", value: startCpuSec, unit: "s" },
    { act: "idle", value: idle, unit: "%" },
    { act: "keeperMemory", value: keeper ?? 0, unit: "MB" },
    { act: "anvilMemory", value: anvil ?? 0, unit: "MB" },
    { act: "block", value: block, unit: "ms" },
  ];
}

const sizeOf = (folder: string) =>
  readdirSync(folder)
    .map((name) => statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0)
    .reduce((sum, size) => sum + size, 0);

const pidsOfAnvil = (port: number) =>
  execFileSync("ps", ["-A", "-o", "pid=,args="], { encoding: "utf8" })
    .split("\n")
    .filter((line) => /^\s*\d+ \S*\/anvil /.test(line) && line.includes(`--port ${port} `))
    .map((line) => Number.parseInt(line, 10));

/** proc(5): fields 14 and 15, in hundredths of a second. */
function cpuMsOf(pids: number[]) {
  const ticks = pids.flatMap((pid) => readFileSync(`/proc/${pid}/stat`, "utf8").split(" ").slice(13, 15));
  return ticks.reduce((sum, count) => sum + Number(count) * 10, 0);
}

function residentMb(pid: number) {
  const [, kb] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return Number(kb) / 1000;
}
