import {
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Hash } from "viem";
import { expect, onTestFinished, test } from "vitest";
import { type Entry, openJournal } from "./journal.ts";

function openEmpty() {
  const folder = mkdtempSync(join(tmpdir(), "flux-journal-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, "journal");
}

const hash = (number: number, fork = "a"): Hash =>
  `0x${fork.repeat(60)}${number.toString(16).padStart(4, "0")}`;
const block = (number: number, fork?: string): Entry => ({
  ...{ kind: "block", number, hash: hash(number, fork) },
  text: `block ${number}${fork ?? ""}\n`.repeat(10),
});
const accountsAt = (number: number): Entry => ({
  kind: "accounts",
  number,
  hash: hash(number),
  text: `accounts ${number}`,
});

/** What another start finds in the file. */
function readBack(file: string) {
  const journal = openJournal(file);
  const found = {
    blocks: [...journal.blocks()].map(({ bytes }) => bytes.toString()),
    accounts: journal.accounts()?.bytes.toString(),
  };
  journal.close();
  return found;
}

test("what was appended is there at the next start", () => {
  const file = openEmpty();
  const journal = openJournal(file);
  journal.append([block(0), accountsAt(0)]);
  journal.append([block(1), block(2)]);
  journal.append([accountsAt(2)]);
  expect(journal.head()).toMatchObject({ number: 2, hash: hash(2) });
  expect(readBack(file)).toEqual({
    blocks: [0, 1, 2].map((number) => block(number).text),
    accounts: "accounts 2",
  });
});

test("a write that was cut short at any byte costs nothing that was written before, and its half is set aside", () => {
  const file = openEmpty();
  const journal = openJournal(file);
  journal.append([block(0), accountsAt(0), block(1)]);
  const before = statSync(file).size;
  journal.append([block(2)]);
  for (let size = before + 1; size < statSync(file).size; size++) {
    const cut = `${file}-${size}`;
    copyFileSync(file, cut);
    truncateSync(cut, size);
    expect(readBack(cut)).toEqual({ blocks: [block(0).text, block(1).text], accounts: "accounts 0" });
    const aside = readdirSync(join(file, "..")).filter((name) => name.startsWith(`journal-${size}.cut`));
    expect(aside.map((name) => statSync(join(file, "..", name)).size)).toEqual([size - before]);
    expect(statSync(cut).size).toBe(before);
  }
});

test("an entry with any one byte changed is not believed, and nothing is thrown away", () => {
  const file = openEmpty();
  const journal = openJournal(file);
  journal.append([block(0), accountsAt(0)]);
  const before = statSync(file).size;
  journal.append([block(1)]);
  const whole = readFileSync(file);
  for (let at = before; at < whole.length; at++) {
    const bytes = Buffer.from(whole);
    bytes[at] = (bytes[at] ?? 0) ^ 0xff;
    const spoilt = `${file}-${at}`;
    writeFileSync(spoilt, bytes);
    expect(readBack(spoilt).blocks).toEqual([block(0).text]);
    const aside = readdirSync(join(file, "..")).find((name) => name.startsWith(`journal-${at}.cut`));
    expect(readFileSync(join(file, "..", aside ?? ""))).toEqual(bytes.subarray(before));
  }
});

test("blocks that were replaced are forgotten, with the accounts after them", () => {
  const file = openEmpty();
  const journal = openJournal(file);
  journal.append([block(0), accountsAt(0), block(1), block(2), accountsAt(2), block(3)]);
  journal.truncate(1);
  expect(journal.head()).toMatchObject({ number: 1 });
  journal.append([block(2, "b")]);
  expect(journal.hashOf(2)).toBe(hash(2, "b"));
  expect(readBack(file)).toEqual({
    blocks: [block(0).text, block(1).text, block(2, "b").text],
    accounts: "accounts 0",
  });
});
