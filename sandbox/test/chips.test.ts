import { secp256k1 } from "@noble/curves/secp256k1.js";
import { bytesToHex, type Hex, hexToBytes, keccak256, verifyTypedData } from "viem";
import { publicKeyToAddress } from "viem/accounts";
import { expect, test } from "vitest";
import { challengeDigest, counterDigest } from "../src/chips/commands.ts";
import { chipsWith, getJson, post, scratch } from "./fixture.ts";

const curve = secp256k1.Point.CURVE();

/** As a server must read a chip's signature: DER, any s. */
function verifies(signature: string, digest: Uint8Array, publicKey: string): boolean {
  const der = hexToBytes(`0x${signature.replace(/^0x/, "")}`);
  const key = hexToBytes(`0x${publicKey.replace(/^0x/, "")}`);
  return secp256k1.verify(der, digest, key, { lowS: false, prehash: false, format: "der" });
}

/** Cuts the zero padding of `rndsig` (second byte of DER = length of the rest). */
function unpadded(rndsig: string): string {
  return rndsig.slice(0, 2 * (Number.parseInt(rndsig.slice(2, 4), 16) + 2));
}

test("our digests accept the signatures that arx-research published for real chips", () => {
  // arx-research/libhalo, docs/halo-command-set.md: a URL of one chip, a sign_challenge answer of another.
  const pk2 =
    "0463D44E9708131505F8E8C5917DF96919624173EEF726DF3F0569865CE83BC9CD9A018879E56C2FF8DC12531A354A6E669714871D0A5F2B5D63E100E98F930DA5";
  const rnd = "00000001FBAD9E01AA882F8669123390768FC8AF11916589DF638787A2C2700A";
  const rndsig =
    "304502203D6CBC47D7257FC8C324AB7ED3E9F00B478EFDE41967BDB2923D6C8393291B0C022100BE6601EA37CA66EEB74F3E38C9B37CE44ECC99B6CF1D49D7A5271BBB573BF58A04";
  const digest = counterDigest(hexToBytes(`0x${rnd}`));
  expect(bytesToHex(digest)).toBe("0x97ee3b436544fd761418bcf0ac237f8e9a763c0f6dcfb4f8aa863e3227961b60");
  expect(verifies(unpadded(rndsig), digest, pk2)).toBe(true);

  const challenge: Hex = "0xbdf40bc6b028a50a1772aa8b6fe4e957d367b5ff21ebd0954682e479aae68976";
  const signature =
    "3045022056006c80b2a707ebcee7b8fdb9c84f6f52f1cea75cb682037a058ad85ac3f81a022100e877ded509f19025f0fda0f3eec023db4dab0851f5941056871d7c4eb549f045";
  const signer =
    "04aee3af0ab96fe55b394ccaa605f9bc5848252a5297a3f021829f6b45c42bb46a27e7b14444a5e6d61bdb0f557831e1ad2ae5cd48749b498aead069645b6895ca";
  expect(verifies(signature, challengeDigest(hexToBytes(challenge)), signer)).toBe(true);
  expect(verifies(signature, counterDigest(hexToBytes(challenge)), signer)).toBe(false);
});

test("a piece has one chip, whose addresses follow from its keys and survive a restart", async () => {
  const dataDir = scratch();
  const before = await chipsWith({ dataDir });
  const { body: chip } = await post(`${before.url}/chips`, { batch: 1, serial: 7, label: "Glitch Hoodie" });
  expect(chip).toStrictEqual({
    address: publicKeyToAddress(chip.pk1),
    pk2Address: publicKeyToAddress(chip.pk2),
    pk1: expect.stringMatching(/^0x04[0-9a-f]{128}$/),
    pk2: expect.stringMatching(/^0x04[0-9a-f]{128}$/),
    batch: 1,
    serial: 7,
    label: "Glitch Hoodie",
    counter: 0,
  });
  expect((await post(`${before.url}/chips`, { batch: 1, serial: 7 })).body).toEqual(chip);
  await post(`${before.url}/chips/${chip.address}/tap`);
  await before.close();
  before.close = async () => {};

  const after = await chipsWith({ dataDir });
  const read = await getJson(`${after.url}/chips/${chip.pk2Address}`);
  expect(read).toEqual({ ...chip, counter: 1 });
});

test("many pieces are encoded in one call", async () => {
  const chips = await chipsWith();
  const wish = [1, 2, 3].map((serial) => ({ batch: 4, serial }));
  const { body } = await post(`${chips.url}/chips`, wish);
  expect(body.map((chip: { serial: number }) => chip.serial)).toEqual([1, 2, 3]);
  expect(await getJson(`${chips.url}/chips`)).toEqual(body);
});

test("a challenge is signed by slot 2 in DER, now with low s and now with high", async () => {
  const chips = await chipsWith();
  const { body: chip } = await post(`${chips.url}/chips`, { batch: 1, serial: 1 });
  const highs = new Set<boolean>();
  for (let n = 0; n < 40; n++) {
    const challenge = keccak256(`0x${n.toString(16).padStart(2, "0")}`);
    const { body } = await post(`${chips.url}/chips/${chip.address}/sign`, { challenge });
    const digest = challengeDigest(hexToBytes(challenge));
    expect(body).toMatchObject({ keyNo: 2, digest: bytesToHex(digest), publicKey: chip.pk2 });
    expect(verifies(body.signature, digest, chip.pk2)).toBe(true);
    highs.add(secp256k1.Signature.fromBytes(hexToBytes(body.signature), "der").s > curve.n / 2n);
  }
  expect(highs).toEqual(new Set([true, false]));
});

test("each tap gives a new URL: counter up by one, signed, padded to 72 bytes", async () => {
  const chips = await chipsWith();
  const { body: chip } = await post(`${chips.url}/chips`, { batch: 1, serial: 1 });
  for (const counter of [1, 2, 3]) {
    const { body } = await post(`${chips.url}/chips/${chip.address}/tap`);
    const url = new URL(body.url);
    expect(url.origin + url.pathname).toBe("http://shop.test/tap");
    const { pk1, pk2, rnd, rndsig } = Object.fromEntries(url.searchParams);
    expect([pk1, pk2]).toEqual([chip.pk1.slice(2).toUpperCase(), chip.pk2.slice(2).toUpperCase()]);
    expect(Number.parseInt(rnd?.slice(0, 8) ?? "", 16)).toBe(counter);
    expect([rnd?.length, rndsig?.length]).toEqual([64, 144]);
    expect(verifies(unpadded(rndsig ?? ""), counterDigest(hexToBytes(`0x${rnd}`)), chip.pk2)).toBe(true);
  }
});

test("slot 1 signs typed data that recovers to the chip's address", async () => {
  const chips = await chipsWith();
  const { body: chip } = await post(`${chips.url}/chips`, { batch: 1, serial: 1 });
  const domain = { name: "FluxGarment", version: "1", chainId: 31_337, verifyingContract: chip.address };
  const types = {
    TagProof: [
      { name: "to", type: "address" },
      { name: "tokenId", type: "uint256" },
      { name: "moves", type: "uint256" },
      { name: "deadline", type: "uint256" },
    ],
  };
  const wire = { to: chip.pk2Address, tokenId: "1000001", moves: "0", deadline: "1900000000" };
  const { body } = await post(`${chips.url}/chips/${chip.address}/sign-typed-data`, {
    domain,
    types,
    primaryType: "TagProof",
    message: wire,
  });
  expect(body).toMatchObject({ keyNo: 1, address: chip.address });
  const message = { to: chip.pk2Address, tokenId: 1_000_001n, moves: 0n, deadline: 1_900_000_000n };
  const proof = { address: chip.address, domain, types, primaryType: "TagProof", message } as const;
  expect(await verifyTypedData({ ...proof, signature: body.signature })).toBe(true);
  expect(
    await verifyTypedData({ ...proof, message: { ...message, moves: 1n }, signature: body.signature }),
  ).toBe(false);
});

test("forgeries look like the chip and fail where each is meant to fail", async () => {
  const chips = await chipsWith();
  const { body: chip } = await post(`${chips.url}/chips`, { batch: 1, serial: 1 });
  const real = (await post(`${chips.url}/chips/${chip.address}/tap`)).body;
  const forge = async (forgery: string) =>
    (await post(`${chips.url}/chips/forge`, { address: chip.address, forgery })).body;
  const signed = (tap: { rnd: string; rndsig: string; pk2: string }) =>
    verifies(unpadded(tap.rndsig), counterDigest(hexToBytes(`0x${tap.rnd}`)), tap.pk2);

  const wrongKey = await forge("wrong_key");
  expect([wrongKey.pk1, wrongKey.pk2, signed(wrongKey)]).toEqual([real.pk1, real.pk2, false]);
  const ownPk2 = await forge("own_pk2");
  expect([ownPk2.pk1, ownPk2.pk2 === real.pk2, signed(ownPk2)]).toEqual([real.pk1, false, true]);
  const unknown = await forge("unknown");
  expect([unknown.pk1 === real.pk1, unknown.pk2 === real.pk2, signed(unknown)]).toEqual([false, false, true]);
  expect((await forge("replay")).url).toBe(real.url);
  expect(await getJson(`${chips.url}/chips/${chip.address}`)).toMatchObject({ counter: 1 });
});

test("the buttons of the drawer open the tap page", async () => {
  const chips = await chipsWith();
  const { body: chip } = await post(`${chips.url}/chips`, { batch: 1, serial: 1, label: "Void <Jacket>" });
  expect(await (await fetch(chips.url)).text()).toContain("Void &lt;Jacket&gt;");
  for (const act of ["hold", "hold-copy"]) {
    const response = await fetch(`${chips.url}/chips/${chip.address}/${act}`, {
      method: "POST",
      redirect: "manual",
      body: new URLSearchParams(),
    });
    expect(response.status).toBe(303);
    expect(response.headers.get("location")).toMatch(/^http:\/\/shop\.test\/tap\?.*rndsig=/);
  }
});

test("bad input is refused with a reason, an unknown chip is 404", async () => {
  const chips = await chipsWith();
  const { body: chip } = await post(`${chips.url}/chips`, { batch: 1, serial: 1 });
  expect((await post(`${chips.url}/chips`, { batch: 0, serial: 1 })).status).toBe(400);
  expect((await post(`${chips.url}/chips/${chip.address}/sign`, { challenge: "0x12" })).status).toBe(400);
  expect((await post(`${chips.url}/chips/${chip.address}/sign-typed-data`, { domain: {} })).status).toBe(400);
  expect((await post(`${chips.url}/chips/0x${"00".repeat(20)}/tap`)).status).toBe(404);
});
