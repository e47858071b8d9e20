import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Hash } from "viem";
import { expect, onTestFinished, test } from "vitest";
import { admin, asha, deployFlux } from "../../../test/harness/flux-on-chain.ts";
import { freePort } from "../ports.ts";
import { dumpAccounts } from "./dump-accounts.ts";
import { openJournal } from "./journal.ts";
import { createRecorder } from "./record-chain.ts";
import { type Anvil, startAnvil } from "./start-anvil.ts";
import { writeState } from "./write-state.ts";

async function open() {
  const folder = mkdtempSync(join(tmpdir(), "flux-record-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const anvil = await startAnvil({ port: await freePort() });
  onTestFinished(anvil.stop);
  const journal = openJournal(join(folder, "journal"));
  const recorder = createRecorder(journal, anvil);
  await recorder.recordAccounts();
  return { folder, anvil, journal, recorder };
}

const pay = ({ ask }: Anvil) =>
  ask("eth_sendTransactionSync", { from: admin.address, to: asha.address, value: "0x1", gas: "0x5208" });
const headOf = ({ ask }: Anvil) => ask<{ hash: Hash }>("eth_getBlockByNumber", "latest", false);

/** Another anvil's accounts, begun from what the journal says. */
async function accountsFrom(journal: ReturnType<typeof openJournal>, folder: string) {
  const stateFile = join(folder, "state.json");
  writeState(journal, stateFile);
  const anvil = await startAnvil({ port: await freePort(), stateFile });
  const accounts = JSON.parse(await dumpAccounts(anvil.rpcUrl));
  await anvil.stop();
  return accounts;
}

test("each block is written with what it changed, so that accounts need not be written with it", async () => {
  const { folder, anvil, journal, recorder } = await open();
  for (let sent = 0; sent < 3; sent++) await pay(anvil);
  expect(await recorder.record()).toBe(false);
  expect(journal.accounts()?.number).toBe(0);
  expect(journal.head()).toMatchObject({ number: 3, hash: (await headOf(anvil)).hash });
  expect(await accountsFrom(journal, folder)).toEqual(JSON.parse(await dumpAccounts(anvil.rpcUrl)));
});

test("blocks that anvil has forgotten the state before are written together with all accounts", async () => {
  const { folder, anvil, journal, recorder } = await open();
  // More blocks than anvil keeps states of, and nobody recorded them.
  for (let sent = 0; sent < 80; sent++) await pay(anvil);
  expect(await recorder.record()).toBe(true);
  expect(journal.head()?.number).toBeLessThan(80);
  await recorder.recordAccounts();
  expect(journal.accounts()).toMatchObject({ number: 80, hash: (await headOf(anvil)).hash });
  await pay(anvil);
  expect(await recorder.record()).toBe(false);
  expect(await accountsFrom(journal, folder)).toEqual(JSON.parse(await dumpAccounts(anvil.rpcUrl)));
});

test("blocks whose accounts a kill kept from being written are forgotten, and no more than those", async () => {
  const { folder, anvil, journal, recorder } = await open();
  await pay(anvil);
  await recorder.record();
  const before = journal.head();
  journal.append([{ kind: "block", number: 2, hash: (await headOf(anvil)).hash, text: "{}\n\n" }]);
  expect(await accountsFrom(journal, folder)).toEqual(JSON.parse(await dumpAccounts(anvil.rpcUrl)));
  expect(journal.head()).toEqual(before);
});

test("accounts are those of one block even while transactions flow, and none of them is left behind", async () => {
  const { folder, anvil, journal, recorder } = await open();
  let sending = true;
  let sent = 0;
  const flow = (async () => {
    for (; sending; sent++) await pay(anvil);
  })();
  await expect.poll(() => sent).toBeGreaterThan(5);
  await recorder.recordAccounts();
  await expect.poll(() => journal.accounts()?.number).toBeGreaterThan(0);
  const [before, writtenAt] = [sent, journal.accounts()?.number ?? 0];
  await expect.poll(() => sent).toBeGreaterThan(before + 5);
  sending = false;
  await flow;
  await recorder.record();
  expect(journal.head()?.number).toBeGreaterThan(writtenAt);
  expect(await accountsFrom(journal, folder)).toEqual(JSON.parse(await dumpAccounts(anvil.rpcUrl)));
});

test("a journal takes no other chain for its own", async () => {
  const { anvil, recorder, journal } = await open();
  await deployFlux(anvil.rpcUrl);
  await recorder.record();
  const head = journal.head();
  const other = await startAnvil({ port: await freePort(), genesisSec: 1_700_000_000 });
  onTestFinished(other.stop);
  await expect(createRecorder(journal, other).record()).rejects.toThrow("anvil began another chain");
  expect(journal.head()).toEqual(head);
});
