import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type Address,
  createPublicClient,
  type Hash,
  type Hex,
  http,
  keccak256,
  numberToHex,
  toHex,
} from "viem";
import { expect, onTestFinished, test } from "vitest";
import { startChain } from "../../../test/harness/chain.ts";
import { admin, asha, deployFlux, ravi } from "../../../test/harness/flux-on-chain.ts";
import { chainCommand } from "../chain.ts";
import { freePort } from "../ports.ts";
import type { Accounts } from "./account-changes.ts";
import { dumpAccounts } from "./dump-accounts.ts";
import { openJournal } from "./journal.ts";

type Kept = Awaited<ReturnType<typeof startChain>>;
type Chain = Pick<Kept, "client" | "rpcUrl" | "port">;

const folderOfChain = () => {
  const home = mkdtempSync(join(tmpdir(), "flux-chain-"));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  return join(home, "chain");
};

/** A kept chain that ends with the test, whatever of it still runs then. */
async function start(folder: string, port?: number): Promise<Kept> {
  const chain = await startChain({ folder, ...(port && { port }) });
  onTestFinished(() => chain.close("SIGKILL"));
  return chain;
}

const rpc = <T>(chain: Chain, method: string, ...params: unknown[]) =>
  chain.client.request({ method, params } as never) as Promise<T>;

/** All that anybody can ask of a chain's past: every block, transaction, receipt and log. */
async function historyOf(chain: Chain) {
  const head = await chain.client.getBlockNumber({ cacheTime: 0 });
  const blocks = Array.from({ length: Number(head) + 1 }, (_, number) => numberToHex(number));
  return {
    blocks: await Promise.all(blocks.map((at) => rpc(chain, "eth_getBlockByNumber", at, true))),
    receipts: await Promise.all(blocks.map((at) => rpc(chain, "eth_getBlockReceipts", at))),
    logs: await rpc(chain, "eth_getLogs", { fromBlock: "0x0", toBlock: "latest" }),
  };
}

/** Every account, without the slots that hold nothing: anvil remembers those that were looked at. */
async function accountsOf(chain: Chain) {
  const accounts = JSON.parse(await dumpAccounts(chain.rpcUrl)) as Accounts;
  for (const { storage } of Object.values(accounts))
    for (const slot of Object.keys(storage) as Hash[])
      if (BigInt(storage[slot] ?? 0) === 0n) delete storage[slot];
  return accounts;
}

/** What the journal of a running chain says is its last block. */
function writtenHead(folder: string) {
  const copy = join(folder, "copy");
  copyFileSync(join(folder, "journal"), copy);
  const journal = openJournal(copy);
  const head = journal.head();
  journal.close();
  return head?.hash;
}

const pidsOfAnvil = ({ port }: Chain) =>
  execFileSync("ps", ["-A", "-o", "pid=,args="], { encoding: "utf8" })
    .split("\n")
    .filter((line) => /^\s*\d+ \S*\/anvil /.test(line) && line.includes(`--port ${port} `))
    .map((line) => Number.parseInt(line, 10));

async function kill(chain: Kept, victim: "anvil" | "keeper") {
  for (const pid of victim === "anvil" ? pidsOfAnvil(chain) : [chain.pid]) process.kill(pid, "SIGKILL");
  // Neither lives on without the other.
  await chain.ended;
  await expect.poll(() => pidsOfAnvil(chain)).toEqual([]);
}

const payment = { from: admin.address, to: asha.address, value: "0x1", gas: "0x5208" };
const pay = (chain: Chain, nonce: number) =>
  rpc(chain, "eth_sendTransaction", { ...payment, nonce: numberToHex(nonce) });
/** Returns when it is in a block, which has nothing else. */
const payMined = (chain: Chain) => rpc(chain, "eth_sendTransactionSync", payment);

/** A chain on which something of each kind has happened. */
async function live(chain: Chain) {
  const flux = await deployFlux(chain.rpcUrl);
  await flux.openBatch(1);
  for (const serial of [1, 2, 3]) await flux.mint(1, serial, asha.address);
  await flux.transfer(asha, ravi.address, 1_000_001n);
  // Several in one block, one of them refused, one by an account without a key.
  const contract = flux.onGarment.address;
  await rpc(chain, "evm_setAutomine", false);
  const nonce = await flux.chain.getTransactionCount({ address: admin.address });
  await pay(chain, nonce);
  await pay(chain, nonce + 1);
  const refused = { from: asha.address, to: contract, data: "0x8456cb59", gas: "0x186a0" };
  await rpc(chain, "eth_sendTransaction", refused);
  await rpc(chain, "anvil_setBalance", contract, "0xde0b6b3a7640000");
  await rpc(chain, "anvil_impersonateAccount", contract);
  await rpc(chain, "eth_sendTransaction", { from: contract, to: ravi.address, value: "0x7", gas: "0x5208" });
  await rpc(chain, "evm_mine");
  await rpc(chain, "evm_setAutomine", true);
  await rpc(chain, "anvil_mine", "0x3");
  return flux;
}

test("a stop and a start keep every block, receipt, log and account, and the clock goes on", async () => {
  const folder = folderOfChain();
  const first = await start(folder);
  const flux = await live(first);
  const before = [await historyOf(first), await accountsOf(first)];
  expect(before[0]).toMatchObject({
    blocks: expect.arrayContaining([expect.objectContaining({ number: "0x0" })]),
  });
  await first.close();

  const second = await start(folder, first.port);
  expect([await historyOf(second), await accountsOf(second)]).toEqual(before);
  const sentSec = Math.floor(Date.now() / 1000);
  await flux.transfer(ravi, asha.address, 1_000_001n);
  const { timestamp } = await second.client.getBlock();
  expect(Number(timestamp)).toBeGreaterThanOrEqual(sentSec);
  expect(Number(timestamp)).toBeLessThanOrEqual(Math.ceil(Date.now() / 1000));

  // And what came after a start is kept as well as what came before.
  const later = [await historyOf(second), await accountsOf(second)];
  await second.close();
  const third = await start(folder, first.port);
  expect([await historyOf(third), await accountsOf(third)]).toEqual(later);
});

test("a clock that was put forward is not put back by a start: no block is older than the one before it", async () => {
  const folder = folderOfChain();
  const first = await start(folder);
  await rpc(first, "evm_increaseTime", 86_400);
  await rpc(first, "evm_mine");
  const { timestamp } = await first.client.getBlock();
  await first.close();
  const second = await start(folder, first.port);
  await rpc(second, "evm_mine");
  expect((await second.client.getBlock()).timestamp).toBeGreaterThanOrEqual(timestamp);
});

test("kill -9 of the chain or of its keeper, while transactions flow, loses no block that was a second old, and changes none", async () => {
  const folder = folderOfChain();
  let chain = await start(folder);
  /** Each block as it was first seen. */
  let seen: { hash: Hash; atMs: number }[] = [];
  for (let round = 0; round < 6; round++) {
    const goal = seen.length + 20 + Math.floor(Math.random() * 40);
    const victim = round % 2 ? "keeper" : "anvil";
    let sending = true;
    const flow = (async () => {
      while (sending) await payMined(chain).catch(() => {});
    })();
    while (seen.length < goal) {
      const block = await rpc<{ hash: Hash } | null>(
        chain,
        "eth_getBlockByNumber",
        numberToHex(seen.length),
        false,
      );
      if (block) seen.push({ hash: block.hash, atMs: Date.now() });
    }
    const killedMs = Date.now();
    await kill(chain, victim);
    sending = false;
    await flow;

    chain = await start(folder, chain.port);
    const blocks = Number(await chain.client.getBlockNumber({ cacheTime: 0 })) + 1;
    const old = seen.filter(({ atMs }) => atMs < killedMs - 1_000).length;
    expect(blocks, `${victim} killed with ${seen.length} blocks, ${old} of them old`).toBeGreaterThanOrEqual(
      old,
    );
    seen = seen.slice(0, blocks);
    const hashes = await Promise.all(
      seen.map(async (_, number) => (await chain.client.getBlock({ blockNumber: BigInt(number) })).hash),
    );
    expect(hashes).toEqual(seen.map(({ hash }) => hash));
  }
});

test("a chain that went back, by a reorganisation or to a snapshot, comes back as it was last", async () => {
  const folder = folderOfChain();
  let chain = await start(folder);
  const acts: ((chain: Kept) => Promise<unknown>)[] = [
    (chain) => rpc(chain, "anvil_reorg", 3, []),
    (chain) => rpc(chain, "anvil_rollback", 2),
    async (chain) => {
      const snapshot = await rpc<Hex>(chain, "evm_snapshot");
      for (let sent = 0; sent < 3; sent++) await payMined(chain);
      await rpc(chain, "evm_revert", snapshot);
    },
  ];
  for (const goBack of acts) {
    for (let sent = 0; sent < 5; sent++) await payMined(chain);
    await goBack(chain);
    const before = [await historyOf(chain), await accountsOf(chain)];
    const { hash } = await chain.client.getBlock();
    await expect.poll(() => writtenHead(folder)).toBe(hash);
    await kill(chain, "keeper");
    chain = await start(folder, chain.port);
    expect([await historyOf(chain), await accountsOf(chain)]).toEqual(before);
  }
});

test("what was changed by hand survives: balance, nonce, code and storage", async () => {
  const folder = folderOfChain();
  const first = await start(folder);
  const contract: Address = "0x00000000000000000000000000000000000000c0";
  const slot = keccak256(toHex("slot"));
  await rpc(first, "anvil_setBalance", contract, "0x7");
  await rpc(first, "anvil_setNonce", contract, "0x9");
  await rpc(first, "anvil_setCode", contract, "0x5f5ff3");
  await rpc(first, "anvil_setStorageAt", contract, slot, slot);
  await first.close();
  const second = await start(folder, first.port);
  expect((await accountsOf(second))[contract]).toEqual({
    ...{ balance: "0x7", nonce: 9, code: "0x5f5ff3" },
    storage: { [slot]: slot },
  });
});

test("the state file of an earlier FLUX is taken over with all its blocks", async () => {
  const folder = folderOfChain();
  const { chain: earlier, file, end } = await startEarlier(folder);
  await live(earlier);
  const before = [await historyOf(earlier), await accountsOf(earlier)];
  await end();
  const chain = await start(folder);
  expect([await historyOf(chain), await accountsOf(chain)]).toEqual(before);
  for (const left of [file, `${file}.good`, `${folder}-genesis`]) expect(existsSync(left)).toBe(false);
});

test("half a state file of an earlier FLUX is replaced by its whole copy", async () => {
  const folder = folderOfChain();
  const { chain: earlier, file, end } = await startEarlier(folder);
  await rpc(earlier, "anvil_mine", "0x3");
  const before = await historyOf(earlier);
  await end();
  copyFileSync(file, `${file}.good`);
  truncateSync(file, 1_000);
  expect(await historyOf(await start(folder))).toEqual(before);
});

test("a state file that nobody can read is left as it is, and the start says what to do", async () => {
  const folder = folderOfChain();
  writeFileSync(`${folder}.json`, '{"block"');
  await expect(startChain({ folder })).rejects.toThrow(
    /chain of an earlier FLUX cannot be read: .*chain\.json\. Nothing was changed\..* \.\/flux reset/s,
  );
  expect(readFileSync(`${folder}.json`, "utf8")).toBe('{"block"');
  expect(existsSync(join(folder, "journal"))).toBe(false);
});

/** anvil as FLUX once started it: it wrote all its states to a file, each second. */
async function startEarlier(folder: string) {
  const state = `${folder}.json`;
  const genesisSec = Math.floor(Date.now() / 1000) - 1_000;
  writeFileSync(`${folder}-genesis`, String(genesisSec));
  const port = await freePort();
  const { file, args } = chainCommand({ port, genesisSec });
  const kept = ["--state", state, "--state-interval", "1", "--preserve-historical-states"];
  const child = spawn(file, [...args.filter((arg) => !/^(--prune-history|64)$/.test(arg)), ...kept], {
    stdio: "ignore",
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const rpcUrl = `http://127.0.0.1:${port}`;
  const client = createPublicClient({ transport: http(rpcUrl, { retryCount: 0 }) });
  await expect.poll(() => client.getChainId().catch(() => null)).toBe(31337);
  return {
    ...{ chain: { client, rpcUrl, port }, file: state },
    async end() {
      child.kill("SIGTERM");
      await once(child, "exit");
    },
  };
}
