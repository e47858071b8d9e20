import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { root } from "./home.ts";

const home = mkdtempSync(join(tmpdir(), "flux-keys-"));
afterAll(() => rmSync(home, { recursive: true }));

const seed = "5eb00bbddcf069084889a8ab9155568165f5c453ccb85e70811aaed6f6da5fc1";
const addressOfSeed = "0x8cb0e29fbAf9B7B1ebBD44a0b8C29DCC5E173afC";
const passphrase = "correct horse battery staple";
const [plain, sealed] = [join(home, "plain"), join(home, "sealed")];
writeFileSync(plain, seed, { mode: 0o600 });

function keys(args: string[], settings: Record<string, string>) {
  const env = { PATH: process.env.PATH, ...settings };
  const file = join(root, "scripts/flux.ts");
  const { status, stdout, stderr } = spawnSync(process.execPath, [file, "keys", ...args], {
    ...{ env, encoding: "utf8", cwd: root },
  });
  expect(stdout + stderr).not.toMatch(/5eb00bb|correct horse|0{60}/);
  return { status, said: stdout + stderr };
}

test("a plain seed is sealed once, by a passphrase, and production reads the same addresses from it", () => {
  expect(keys(["seal", plain, sealed], {})).toMatchObject({
    status: 1,
    said: expect.stringContaining("CUSTODY_PASSPHRASE"),
  });
  expect(existsSync(sealed)).toBe(false);
  const done = keys(["seal", plain, sealed], { CUSTODY_PASSPHRASE: passphrase });
  expect(done).toMatchObject({ status: 0, said: expect.stringContaining(addressOfSeed) });
  expect(readFileSync(sealed, "utf8")).toMatch(/^flux-seed-v1:/);
  expect(keys(["seal", plain, sealed], { CUSTODY_PASSPHRASE: passphrase })).toMatchObject({ status: 1 });
  const production = { NODE_ENV: "production", CUSTODY_SEED_FILE: sealed, CUSTODY_PASSPHRASE: passphrase };
  expect(keys([], production)).toMatchObject({ status: 0, said: expect.stringContaining(addressOfSeed) });
  expect(keys([], { ...production, CUSTODY_SEED_FILE: plain })).toMatchObject({
    status: 1,
    said: expect.stringContaining("./flux keys seal"),
  });
});

test("the addresses of the signers are told, and no key", () => {
  const MINTER_KEY = `0x${"1".padStart(64, "0")}`;
  const { said } = keys([], { MINTER_KEY, CUSTODY_SEED_FILE: plain });
  expect(said).toContain("0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf");
});

test("what is not understood is answered with how to ask", () => {
  expect(keys(["seal", plain], {})).toMatchObject({ status: 2 });
});
