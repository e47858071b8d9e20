import { tagHashOfChip } from "@flux/contracts";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { chipTag, expectRefusal, type Flux, hashOf, mintOf, people, startFlux } from "./flux.ts";

let flux: Flux;
let tokenId: bigint;
beforeAll(async () => {
  flux = await startFlux();
});
beforeEach(async () => {
  await flux.reset();
  await flux.openBatch(1);
  tokenId = await flux.mintTo("alice", 1, chipTag);
});
afterAll(() => flux.stop());

const tagger = () => flux.garment("tagger");

test("a replaced tag is retired for ever, and the new one is the garment's", async () => {
  await tagger().write.retag([tokenId, hashOf("second")]);
  const [replaced] = await flux.garment().getEvents.TagReplaced();
  expect(replaced?.args).toEqual({ tokenId, newTagHash: hashOf("second"), tagVersion: 1 });
  expect(await flux.garment().read.tokenOfTag([chipTag])).toBe(0n);
  expect(await flux.garment().read.tagOf([chipTag])).toEqual([tokenId, true]);
  expect(await flux.garment().read.tokenOfTag([hashOf("second")])).toBe(tokenId);
  expect(await flux.garment().read.tagOf([hashOf("second")])).toEqual([tokenId, false]);

  await tagger().write.retag([tokenId, hashOf("third")]);
  expect(await flux.garment().read.tagOf([hashOf("second")])).toEqual([tokenId, true]);
  const other = await flux.mintTo("bob", 2);
  for (const tag of [chipTag, hashOf("second"), hashOf("third")]) {
    const refusal = ["FluxGarmentTagTaken", [tag, tokenId]] as const;
    await expectRefusal(tagger().simulate.retag([tokenId, tag]), ...refusal);
    await expectRefusal(tagger().simulate.retag([other, tag]), ...refusal);
    const mint = flux.garment("minter").simulate.mintProduct([mintOf("bob", 3, tag)]);
    await expectRefusal(mint, ...refusal);
  }
});

test("a retag moves nothing: holder, moves and open signatures stay", async () => {
  const before = await flux.garment().read.getProductMetadata([tokenId]);
  await tagger().write.retag([tokenId, hashOf("second")]);
  expect(await flux.garment().read.getProductMetadata([tokenId])).toEqual({ ...before, tagVersion: 1 });
});

test("no tag, and no garment, is refused", async () => {
  const nothing = `0x${"0".repeat(64)}` as const;
  await expectRefusal(tagger().simulate.retag([tokenId, nothing]), "FluxGarmentZeroTagHash", [tokenId]);
  await expectRefusal(tagger().simulate.retag([2n, hashOf("x")]), "ERC721NonexistentToken", [2n]);
  await expectRefusal(tagger().simulate.retag([0n, hashOf("x")]), "ERC721NonexistentToken", [0n]);
});

test("an unknown tag is nobody's", async () => {
  expect(await flux.garment().read.tokenOfTag([hashOf("unknown")])).toBe(0n);
  expect(await flux.garment().read.tagOf([hashOf("unknown")])).toEqual([0n, false]);
  expect(await flux.garment().read.tokenOfTag([`0x${"0".repeat(64)}`])).toBe(0n);
});

test("the tag hash of a signing chip is keccak256(abi.encode(address)), whatever the address's case", () => {
  const { address } = people.chip;
  expect(tagHashOfChip(address.toLowerCase() as `0x${string}`)).toBe(tagHashOfChip(address));
  // Of 0x…01, worked out apart: keccak256 of 31 zero bytes and a one.
  expect(tagHashOfChip("0x0000000000000000000000000000000000000001")).toBe(
    "0xb10e2d527612073b26eecdfd717e6a320cf44b4afac2b0732d9fcbe2b7fa0cf6",
  );
});
