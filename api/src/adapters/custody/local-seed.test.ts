import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { verifyTypedData } from "viem";
import { afterEach, beforeEach, expect, test } from "vitest";
import { custodyFromSeed } from "./from-seed.ts";
import { readLocalSeed } from "./local-seed.ts";
import { sealByPassphrase } from "./passphrase-seal.ts";

let home: string;
let file: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "flux-custody-"));
  file = join(home, "keys", "custody-seed");
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

// The addresses below were derived from it by another library (ethers' HDNodeWallet).
const knownSeed = "5eb00bbddcf069084889a8ab9155568165f5c453ccb85e70811aaed6f6da5fc1";
const passphrase = "correct horse battery staple";
const atHome = { create: true, allowPlain: true };
const inProduction = { create: false, allowPlain: false };
const custodyAt = (path: string, how: Parameters<typeof readLocalSeed>[1]) =>
  custodyFromSeed(readLocalSeed(path, how));

test("a new seed is readable by its owner only, and the same the next time", async () => {
  const first = await custodyAt(file, atHome).addressOf(0);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(await custodyAt(file, atHome).addressOf(0)).toBe(first);
});

test("addresses depend on the seed and the index alone, so a backup of the seed brings all of them back", async () => {
  writeFileSync(join(home, "seed"), knownSeed, { mode: 0o600 });
  const custody = custodyAt(join(home, "seed"), { create: false, allowPlain: true });
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
  const custody = custodyAt(file, atHome);
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
  expect(() => readLocalSeed(file, { ...atHome, create: false })).toThrow(/ENOENT/);
});

test("a seed that others can read, or that is none, is refused", () => {
  readLocalSeed(file, atHome);
  chmodSync(file, 0o640);
  expect(() => readLocalSeed(file, atHome)).toThrow(/chmod 600/);
  chmodSync(file, 0o600);
  writeFileSync(file, "0123");
  expect(() => readLocalSeed(file, atHome)).toThrow(/64 hex digits/);
});

test("in production a plain seed is refused with what to do, and a sealed one opens by its passphrase", () => {
  const plain = readLocalSeed(file, atHome);
  expect(() => readLocalSeed(file, { ...inProduction, passphrase })).toThrow(/\.\/flux keys seal/);
  const sealed = join(home, "sealed");
  writeFileSync(sealed, sealByPassphrase(plain, passphrase), { mode: 0o600 });
  expect(readLocalSeed(sealed, { ...inProduction, passphrase })).toEqual(plain);
});

test("with a passphrase a new seed is sealed from the start", () => {
  const made = readLocalSeed(file, { ...atHome, passphrase });
  expect(readFileSync(file, "utf8")).toMatch(/^flux-seed-v1:[\w-]{102}\n$/);
  expect(readLocalSeed(file, { ...inProduction, passphrase })).toEqual(made);
});

function failureOf(act: () => unknown): Error {
  try {
    act();
  } catch (error) {
    return error as Error;
  }
  return new Error("it opened");
}

test("a sealed seed opens by its very passphrase, unchanged, or not at all; what is said of it holds no secret", () => {
  const seed = Buffer.from(knownSeed, "hex");
  const sealed = sealByPassphrase(seed, passphrase);
  expect(sealByPassphrase(seed, passphrase)).not.toBe(sealed);
  const read = (line: string, by?: string) => {
    writeFileSync(join(home, "sealed"), line, { mode: 0o600 });
    return readLocalSeed(join(home, "sealed"), { ...inProduction, passphrase: by });
  };
  const flipped = (at: number) => {
    const bytes = Buffer.from(sealed.slice("flux-seed-v1:".length), "base64url");
    bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
    return `flux-seed-v1:${bytes.toString("base64url")}`;
  };
  const cases: [string, string | undefined, RegExp][] = [
    [sealed, undefined, /CUSTODY_PASSPHRASE opens it/],
    [sealed, `${passphrase} `, /does not open it/],
    ...[0, 16, 28, 75].map((at): [string, string, RegExp] => [flipped(at), passphrase, /does not open it/]),
    [sealed.replace("v1", "v2"), passphrase, /a way that this FLUX does not know/],
    ["flux-seed-v1:AAAA", passphrase, /cut off/],
    [sealed.slice(0, -10), passphrase, /does not open it/],
  ];
  for (const [line, by, reason] of cases) {
    const failure = failureOf(() => read(line, by));
    expect(failure.message).toMatch(reason);
    expect(inspect(failure, { depth: 9, showHidden: true })).not.toMatch(/correct horse|5eb00bb/);
  }
  expect(read(sealed, passphrase)).toEqual(seed);
});
