// What @flux/contracts exports, against the compiler and the chain.
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  batchAndSerialOf,
  fluxGarmentAbi,
  fluxVotingAbi,
  parseDeployment,
  readDeployment,
  tokenIdOf,
} from "@flux/contracts";
import hre from "hardhat";
import { describe, expect, test } from "vitest";

describe("abi.gen.ts", () => {
  test.each([
    ["FluxGarment", fluxGarmentAbi],
    ["FluxVoting", fluxVotingAbi],
  ])("holds what %s compiles to (else: node scripts/generate-abi.ts)", async (name, abi) => {
    expect(abi).toEqual((await hre.artifacts.readArtifact(name)).abi);
  });

  test.each(["FluxGarment", "FluxVoting"])(
    "%s fits into a contract, and its source was not stamped into it",
    async (name) => {
      const { deployedBytecode } = await hre.artifacts.readArtifact(name);
      expect(deployedBytecode.length / 2 - 1).toBeLessThanOrEqual(24_576); // EIP-170
      expect(deployedBytecode).not.toMatch(/a264697066735822/); // "ipfs" and a hash, in CBOR
    },
  );
});

describe("token ids", () => {
  test.each([
    [1, 1, 1_000_001n],
    [9, 999_999, 9_999_999n],
    [4_294_967_295, 999_999, 4_294_967_295_999_999n],
  ])("batch %s, serial %s is %s, and back", (batchId, serial, tokenId) => {
    expect(tokenIdOf(batchId, serial)).toBe(tokenId);
    expect(batchAndSerialOf(tokenId)).toEqual({ batchId, serial });
    expect(Number.isSafeInteger(Number(tokenId))).toBe(true);
  });

  test.each([
    [0, 1],
    [1, 0],
    [1, 1_000_000],
    [2 ** 32, 1],
    [1.5, 1],
    [1, Number.NaN],
    [-1, 5],
  ])("batch %s, serial %s is no garment", (batchId, serial) => {
    expect(() => tokenIdOf(batchId, serial)).toThrow(RangeError);
  });

  test.each([0n, 1n, 999_999n, 1_000_000n, -1_000_001n, 4_294_967_296_000_001n])(
    "%s is no garment's",
    (tokenId) => {
      expect(() => batchAndSerialOf(tokenId)).toThrow(RangeError);
    },
  );
});

describe("a deployment file", () => {
  const good = {
    chainId: 31337,
    startBlock: 1,
    genesisHash: `0x${"ab".repeat(32)}`,
    FluxGarment: "0x5fbdb2315678afecb367f032d93f642f64180aa3",
    FluxVoting: "0xe7f1725E7734CE288F8367e1Bb143E90bb3F0512",
  };

  test("is read with its addresses in checksum form, for its own chain only", () => {
    const file = join(mkdtempSync(join(tmpdir(), "flux-")), "31337.json");
    writeFileSync(file, JSON.stringify(good));
    expect(readDeployment(file, 31337).FluxGarment).toBe("0x5FbDB2315678afecb367f032d93F642f64180aa3");
    expect(() => readDeployment(file, 137)).toThrow(/of chain 31337, not 137/);
    expect(() => readDeployment(`${file}.gone`, 31337)).toThrow(/ENOENT/);
  });

  test.each([
    ["chainId", "31337"],
    ["startBlock", -1],
    ["genesisHash", "0xab"],
    ["FluxGarment", "0x1234"],
    ["FluxVoting", undefined],
    ["Timelock", "0x1234"],
  ])("with a wrong %s is refused by its name", (field, value) => {
    expect(() => parseDeployment(JSON.stringify({ ...good, [field]: value }))).toThrow(
      new RegExp(`${field} is malformed`),
    );
  });
});
