import { Signature, Transaction } from "ethers";
import {
  type Hex,
  hashTypedData,
  keccak256,
  parseGwei,
  verifyMessage,
  verifyTypedData,
  zeroAddress,
} from "viem";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { startTestKms } from "../../../test/key-vendors.ts";
import { keysSettings, parseEnv } from "../../env.ts";
import { type AwsKms, AwsKmsError, openAwsKms } from "../keys/aws-kms.ts";
import { openAwsKmsSigner } from "./aws-kms-signer.ts";
import { openSigners } from "./open-signers.ts";

let testKms: Awaited<ReturnType<typeof startTestKms>>;
let kms: AwsKms;
let keyId: string;
const envOf = (change: object = {}) =>
  parseEnv(keysSettings, { CUSTODY_SEED_FILE: "none", ...testKms.settings, ...change });
beforeAll(async () => {
  testKms = await startTestKms();
  kms = await openAwsKms(envOf(), { tryMs: 60_000, patienceMs: 120_000 });
  keyId = await testKms.newKey("ECC_SECG_P256K1");
});
afterEach(() => testKms.fault());
afterAll(() => testKms.close());

const transaction = (nonce: number) =>
  ({
    type: "eip1559",
    chainId: 137,
    nonce,
    to: zeroAddress,
    data: "0x1234",
    gas: 100_000n,
    maxFeePerGas: parseGwei("60"),
    maxPriorityFeePerGas: parseGwei("30"),
  }) as const;

test("whichever half of the curve KMS answers with, the chain takes the transaction and its sender is the key's address", async () => {
  const signer = await openAwsKmsSigner(kms, keyId);
  const read = await Promise.all(
    Array.from({ length: 60 }, async (_, nonce) =>
      Transaction.from(await signer.signTransaction(transaction(nonce))),
    ),
  );
  // EIP-2: nothing above half of the curve's order is taken.
  const half = BigInt("0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0");
  expect(read.filter(({ signature }) => BigInt(signature?.s ?? half + 1n) > half)).toEqual([]);
  expect(new Set(read.map(({ from }) => from))).toEqual(new Set([signer.address]));
  expect(new Set(read.map(({ signature }) => Signature.from(signature ?? "").yParity))).toEqual(
    new Set([0, 1]),
  );
  expect(read.map(({ nonce, data, gasLimit }) => [nonce, data, gasLimit])).toEqual(
    read.map((_, nonce) => [nonce, "0x1234", 100_000n]),
  );
});

test("messages, typed data and hashes are signed by the same address", async () => {
  const signer = await openAwsKmsSigner(kms, keyId);
  const { address } = signer;
  const message = "hello";
  expect(await verifyMessage({ address, message, signature: await signer.signMessage({ message }) })).toBe(
    true,
  );
  const typedData = {
    domain: { name: "FLUX Garment", version: "1", chainId: 31337 },
    types: { Transfer: [{ name: "tokenId", type: "uint256" }] },
    primaryType: "Transfer",
    message: { tokenId: 1_000_001n },
  } as const;
  const signature = await signer.signTypedData(typedData);
  expect(await verifyTypedData({ ...typedData, address, signature })).toBe(true);
  const bare = await signer.sign?.({ hash: hashTypedData(typedData) });
  expect(await verifyTypedData({ ...typedData, address, signature: bare as Hex })).toBe(true);
});

test("a name that stands for another key by now signs nothing in the first one's name", async () => {
  await testKms.alias("alias/flux-minter", keyId);
  const signer = await openAwsKmsSigner(kms, "alias/flux-minter");
  await testKms.alias("alias/flux-minter", await testKms.newKey("ECC_SECG_P256K1"));
  await expect(signer.signTransaction(transaction(0))).rejects.toThrow(/signed with another key/);
});

test("a key of another kind is no signer", async () => {
  await expect(openAwsKmsSigner(kms, await testKms.newKey("SYMMETRIC_DEFAULT"))).rejects.toThrow(
    /InvalidKeyUsageException.*ECC_SECG_P256K1/,
  );
  const p256 =
    "3059301306072a8648ce3d020106082a8648ce3d030107034200046b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c2964fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5";
  const another: AwsKms = { ...kms, publicKey: async () => Buffer.from(p256, "hex") };
  await expect(openAwsKmsSigner(another, keyId)).rejects.toThrow(/of another kind than ECC_SECG_P256K1/);
});

test("a KMS that throttles once is asked again; one that stays so, hangs or talks garbage fails in seconds, by name", async () => {
  const signer = await openAwsKmsSigner(kms, keyId);
  const failure = async () => {
    const error = await signer.signTransaction(transaction(0)).catch((error: unknown) => error);
    expect(error).toBeInstanceOf(AwsKmsError);
    return (error as AwsKmsError).message;
  };
  await testKms.fault({ on: "POST /", do: "delay", ms: 600_000, times: "always" });
  const impatient = [
    { tryMs: 600_000, patienceMs: 100 },
    { tryMs: 100, patienceMs: 600_000 },
  ];
  for (const patience of impatient) {
    const asked = (await openAwsKms(envOf(), patience)).signDigest(keyId, new Uint8Array(32));
    await expect(asked).rejects.toThrow(/did not sign with .*: (Timeout|Abort)Error/);
  }
  await testKms.fault({ on: "kms Sign", do: "throttle" });
  expect(keccak256(await signer.signTransaction(transaction(0)))).toMatch(/^0x/);
  await testKms.fault({ on: "kms Sign", do: "throttle", times: "always" });
  expect(await failure()).toMatch(/ThrottlingException/);
  await testKms.fault({ on: "POST /", do: "garble", times: "always" });
  expect(await failure()).toMatch(/did not sign/);
});

test("minter and relayer may each be a private key or one that KMS keeps", async () => {
  const MINTER_KEY = `aws-kms:${keyId}` as const;
  const RELAYER_KEY = `0x${"1".padStart(64, "0")}` as const;
  const { minter, relayer } = await openSigners({ ...envOf(), MINTER_KEY, RELAYER_KEY });
  expect(minter.address).toBe((await openAwsKmsSigner(kms, keyId)).address);
  // The address of the private key 1 is well known.
  expect(relayer.address).toBe("0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf");
});
