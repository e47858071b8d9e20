import { bytesToHex } from "viem";
import { expect, test } from "vitest";
import { addressOfKey, challengeDigest, counterDigest, counterOf, signersOf } from "./halo.ts";

// Published by the maker: arx-research/libhalo, docs/halo-command-set.md.
const pk2 =
  "0x0463D44E9708131505F8E8C5917DF96919624173EEF726DF3F0569865CE83BC9CD9A018879E56C2FF8DC12531A354A6E669714871D0A5F2B5D63E100E98F930DA5";
const rnd = "0x00000001FBAD9E01AA882F8669123390768FC8AF11916589DF638787A2C2700A";
const rndsig =
  "0x304502203D6CBC47D7257FC8C324AB7ED3E9F00B478EFDE41967BDB2923D6C8393291B0C022100BE6601EA37CA66EEB74F3E38C9B37CE44ECC99B6CF1D49D7A5271BBB573BF58A04";
const challenge = "0xbdf40bc6b028a50a1772aa8b6fe4e957d367b5ff21ebd0954682e479aae68976";
const answer =
  "0x3045022056006c80b2a707ebcee7b8fdb9c84f6f52f1cea75cb682037a058ad85ac3f81a022100e877ded509f19025f0fda0f3eec023db4dab0851f5941056871d7c4eb549f045";
// The sample of the command is another chip's.
const challengedPk2 =
  "0x04aee3af0ab96fe55b394ccaa605f9bc5848252a5297a3f021829f6b45c42bb46a27e7b14444a5e6d61bdb0f557831e1ad2ae5cd48749b498aead069645b6895ca";

const signer = addressOfKey(challengedPk2);

test("the maker's rolling URL is its chip's, and says how often the chip was read", () => {
  expect(bytesToHex(counterDigest(rnd)).toUpperCase()).toBe(
    "0X97EE3B436544FD761418BCF0AC237F8E9A763C0F6DCFB4F8AA863E3227961B60",
  );
  expect(signersOf(counterDigest(rnd), rndsig)).toContain(addressOfKey(pk2));
  // The last byte of the sample is padding.
  expect(signersOf(counterDigest(rnd), `${rndsig.slice(0, -2) as "0x"}0000`)).toContain(addressOfKey(pk2));
  expect(counterOf(rnd)).toBe(1);
});

test("the maker's answer to a challenge is its chip's, with its high s", () => {
  expect(signersOf(challengeDigest(challenge), answer)).toContain(signer);
});

test("a challenge's signature is none for a URL, and the other way round", () => {
  expect(signersOf(counterDigest(challenge), answer)).not.toContain(signer);
  expect(signersOf(challengeDigest(rnd), rndsig)).not.toContain(addressOfKey(pk2));
});

test("no single flipped bit of a signature or its payload is the chip's", () => {
  const flip = (hex: `0x${string}`, bit: number) => {
    const bytes = Buffer.from(hex.slice(2), "hex");
    bytes[bit >> 3]! ^= 1 << (bit & 7);
    return `0x${bytes.toString("hex")}` as const;
  };
  for (let bit = 0; bit < 71 * 8; bit++) {
    const flipped = signersOf(challengeDigest(challenge), flip(answer, bit));
    expect(flipped).not.toContain(signer);
  }
  for (let bit = 0; bit < 32 * 8; bit++) {
    const flipped = signersOf(challengeDigest(flip(challenge, bit)), answer);
    expect(flipped).not.toContain(signer);
  }
});

test("bytes that are no signature are nobody's", () => {
  for (const bytes of ["0x", "0x30", "0x3000", `0x30${"00".repeat(71)}`, `0x${"ff".repeat(72)}`] as const) {
    expect(signersOf(challengeDigest(challenge), bytes)).toEqual([]);
  }
});
