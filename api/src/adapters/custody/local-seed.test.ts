import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { verifyTypedData } from "viem";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createLocalSeedCustody } from "./local-seed.ts";

let home: string;
let file: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "flux-custody-"));
  file = join(home, "keys", "custody-seed");
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

// The addresses below were derived from it by another library (ethers' HDNodeWallet).
const knownSeed = "5eb00bbddcf069084889a8ab9155568165f5c453ccb85e70811aaed6f6da5fc1";

test("a new seed is readable by its owner only, and the same the next time", async () => {
  const first = await createLocalSeedCustody(file, { create: true }).addressOf(0);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(await createLocalSeedCustody(file, { create: true }).addressOf(0)).toBe(first);
});

test("addresses depend on the seed and the index alone, so a backup of the seed brings all of them back", async () => {
  writeFileSync(join(home, "seed"), knownSeed, { mode: 0o600 });
  const custody = createLocalSeedCustody(join(home, "seed"), { create: false });
  expect(
    await Promise.all([0, 1, 2 ** 31 - 1].map((index) => custody.addressOf(index))),
  ).toMatchInlineSnapshot(`
    [
      "0x8cb0e29fbAf9B7B1ebBD44a0b8C29DCC5E173afC",
      "0x74fcAdD831B86CA7123fFbC922695df8eA98F274",
      "0x8c34298E6783a88165c27464A36365f22e7FFCF4",
    ]
  `);
});

test("a signature is by the address of its index", async () => {
  const custody = createLocalSeedCustody(file, { create: true });
  const typedData = {
    domain: { name: "FLUX Garment", version: "1", chainId: 31337 },
    types: { Transfer: [{ name: "tokenId", type: "uint256" }] },
    primaryType: "Transfer",
    message: { tokenId: 1_000_001n },
  } as const;
  const signature = await custody.signTypedData(7, typedData);
  const by = async (index: number) =>
    verifyTypedData({ ...typedData, address: await custody.addressOf(index), signature });
  expect([await by(7), await by(8)]).toEqual([true, false]);
});

test("without a seed nothing starts: a new one in its place would lose every garment in custody", () => {
  expect(() => createLocalSeedCustody(file, { create: false })).toThrow(/ENOENT/);
});

test("a seed that others can read, or that is none, is refused", () => {
  createLocalSeedCustody(file, { create: true });
  chmodSync(file, 0o640);
  expect(() => createLocalSeedCustody(file, { create: true })).toThrow(/chmod 600/);
  chmodSync(file, 0o600);
  writeFileSync(file, "0123");
  expect(() => createLocalSeedCustody(file, { create: true })).toThrow(/64 hex digits/);
});
