import { existsSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { keepChainState, recoverChainState } from "./chain-state.ts";
import { waitUntil } from "./process-table.ts";

function stateFile() {
  const folder = mkdtempSync(join(tmpdir(), "flux-chain-state-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, "chain.json");
}

test("half a state file is replaced by the last whole one", async () => {
  const file = stateFile();
  const whole = JSON.stringify({ block: 7, accounts: { a: "0x1" } });
  writeFileSync(file, whole);
  const end = keepChainState(file);
  onTestFinished(end);
  expect(await waitUntil(() => existsSync(`${file}.good`), 5_000)).toBe(true);
  truncateSync(file, 9);
  expect(recoverChainState(file)).toBe(true);
  expect(readFileSync(file, "utf8")).toBe(whole);
});

test("a whole state file is left alone", () => {
  const file = stateFile();
  writeFileSync(file, "{}");
  expect(recoverChainState(file)).toBe(false);
  expect(readFileSync(file, "utf8")).toBe("{}");
});

test("half a state file without a copy gives an empty chain instead of none", () => {
  const file = stateFile();
  writeFileSync(file, '{"block"');
  expect(recoverChainState(file)).toBe(true);
  expect(() => readFileSync(file)).toThrow("ENOENT");
});
