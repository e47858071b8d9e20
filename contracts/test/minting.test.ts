import { tokenIdOf } from "@flux/contracts";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { expectRefusal, type Flux, hashOf, mintOf, people, startFlux, zero } from "./flux.ts";

let flux: Flux;
beforeAll(async () => {
  flux = await startFlux();
});
beforeEach(async () => {
  await flux.reset();
  await flux.openBatch(1, 50);
});
afterAll(() => flux.stop());

const minter = () => flux.garment("minter");

describe("a mint", () => {
  test("gives the garment to its buyer, binds its tag and names its order", async () => {
    await minter().write.mintProduct([mintOf("alice", 1)]);
    const [minted] = await flux.garment().getEvents.GarmentMinted();
    expect(minted?.args).toEqual({
      tokenId: 1_000_001n,
      to: people.alice.address,
      tagHash: hashOf("tag 1"),
      orderRef: hashOf("order line of 1"),
    });
    expect(await flux.garment().read.ownerOf([1_000_001n])).toBe(people.alice.address);
    expect(await flux.garment().read.tokenOfTag([hashOf("tag 1")])).toBe(1_000_001n);
    expect(await flux.garment().read.movesOf([1_000_001n])).toBe(0n);
    expect(await flux.garment().read.movedAt([1_000_001n])).toBe(0n);
    expect((await flux.garment().read.batchOf([1n])).minted).toBe(1);
  });

  test("of fifty garments of two batches to fifty buyers is one transaction", async () => {
    await flux.openBatch(2, 50);
    const mints = Array.from({ length: 50 }, (_, i) => ({
      to: `0x${(i + 1).toString(16).padStart(40, "a")}` as const,
      tokenId: i < 25 ? tokenIdOf(1, i + 1) : tokenIdOf(2, i + 1),
      tagHash: hashOf(`tag ${i}`),
      orderRef: hashOf(`order ${i}`),
    }));
    await minter().write.mintProducts([mints]);
    expect(await flux.garment().getEvents.GarmentMinted()).toHaveLength(50);
    expect((await flux.garment().read.batchOf([1n])).minted).toBe(25);
    expect((await flux.garment().read.batchOf([2n])).minted).toBe(25);
  });

  test("sent again is a silent no-op, alone or among new ones, wherever the garment went", async () => {
    await minter().write.mintProduct([mintOf("alice", 1)]);
    await flux.garment("alice").write.transferFrom([people.alice.address, people.bob.address, 1_000_001n]);
    await minter().write.mintProduct([{ ...mintOf("carol", 1), orderRef: hashOf("another order") }]);
    expect(await flux.garment().getEvents.Transfer()).toHaveLength(0);
    expect(await flux.garment().getEvents.GarmentMinted()).toHaveLength(0);

    await minter().write.mintProducts([[mintOf("alice", 1), mintOf("alice", 2)]]);
    expect(await flux.garment().getEvents.GarmentMinted()).toHaveLength(1);
    expect(await flux.garment().read.ownerOf([1_000_001n])).toBe(people.bob.address);
    expect((await flux.garment().read.batchOf([1n])).minted).toBe(2);
  });

  test("sent again after a retag or the vault is still a no-op, and brings no retired tag back", async () => {
    await minter().write.mintProduct([mintOf("alice", 1)]);
    await flux.garment("tagger").write.retag([1_000_001n, hashOf("new")]);
    await flux.garment("curator").write.vaultBatch([1n]);
    await minter().write.mintProduct([mintOf("alice", 1)]);
    expect(await flux.garment().read.tagOf([hashOf("tag 1")])).toEqual([1_000_001n, true]);
    expect(await flux.garment().read.tokenOfTag([hashOf("new")])).toBe(1_000_001n);
  });

  test("to a contract that receives nothing goes through: no wallet holds up another's garment", async () => {
    const deaf = await flux.deploy("HostileWallet", [0]);
    await minter().write.mintProducts([[{ ...mintOf("alice", 1), to: deaf }, mintOf("alice", 2)]]);
    expect(await flux.garment().read.ownerOf([1_000_001n])).toBe(deaf);
    expect(await flux.garment().read.ownerOf([1_000_002n])).toBe(people.alice.address);
  });
});

describe("refused, for one and for many alike:", () => {
  const one = mintOf("alice", 1);
  const cases: [string, Partial<typeof one>, string, readonly unknown[]][] = [
    ["a taken id with another tag", { tagHash: hashOf("x") }, "FluxGarmentTokenTaken", [1_000_001n]],
    [
      "a taken id with another garment's tag",
      { tagHash: hashOf("tag 2") },
      "FluxGarmentTokenTaken",
      [1_000_001n],
    ],
    ["another garment's tag", { tokenId: 1_000_003n }, "FluxGarmentTagTaken", [hashOf("tag 1"), 1_000_001n]],
    [
      "no tag",
      { tokenId: 1_000_003n, tagHash: `0x${"0".repeat(64)}` },
      "FluxGarmentZeroTagHash",
      [1_000_003n],
    ],
    ["an unknown batch", { tokenId: 5_000_001n }, "FluxGarmentBatchUnknown", [5n]],
    ["batch 0", { tokenId: 1n }, "FluxGarmentBatchUnknown", [0n]],
    ["serial 0", { tokenId: 1_000_000n }, "FluxGarmentInvalidSerial", [1_000_000n, 50]],
    ["a serial over the cap", { tokenId: 1_000_051n }, "FluxGarmentInvalidSerial", [1_000_051n, 50]],
    [
      "the zero address",
      { to: zero, tokenId: 1_000_003n, tagHash: hashOf("tag 3") },
      "ERC721InvalidReceiver",
      [zero],
    ],
  ];

  test.each(cases)("%s", async (_, fault, errorName, args) => {
    await minter().write.mintProducts([[mintOf("alice", 1), mintOf("bob", 2)]]);
    const bad = { ...one, ...fault };
    await expectRefusal(minter().simulate.mintProduct([bad]), errorName, args);
    await expectRefusal(minter().simulate.mintProducts([[bad]]), errorName, args);
  });

  test("token id 0, with and without a tag", async () => {
    const nothing = { ...one, tokenId: 0n };
    await expectRefusal(minter().simulate.mintProduct([nothing]), "FluxGarmentBatchUnknown", [0n]);
    await expectRefusal(
      minter().simulate.mintProduct([{ ...nothing, tagHash: `0x${"0".repeat(64)}` }]),
      "FluxGarmentBatchUnknown",
      [0n],
    );
    await expectRefusal(minter().simulate.mintProducts([[nothing]]), "FluxGarmentIdsNotAscending", [0n, 0n]);
  });

  test("the new tag of a retagged garment as if it had been minted with it", async () => {
    await minter().write.mintProduct([one]);
    await flux.garment("tagger").write.retag([one.tokenId, hashOf("new")]);
    const withNewTag = minter().simulate.mintProduct([{ ...one, tagHash: hashOf("new") }]);
    await expectRefusal(withNewTag, "FluxGarmentTokenTaken", [one.tokenId]);
  });

  test("an empty list, and ids that do not rise", async () => {
    const { mintProducts } = minter().simulate;
    await expectRefusal(mintProducts([[]]), "FluxGarmentNothingToMint");
    await expectRefusal(mintProducts([[one, one]]), "FluxGarmentIdsNotAscending", [one.tokenId, one.tokenId]);
    await expectRefusal(mintProducts([[mintOf("bob", 2), one]]), "FluxGarmentIdsNotAscending", [
      1_000_002n,
      1_000_001n,
    ]);
  });

  test("one bad garment among many: then none is minted", async () => {
    const list = [mintOf("alice", 1), mintOf("bob", 2), { ...mintOf("carol", 3), tokenId: 1_000_051n }];
    await expectRefusal(minter().simulate.mintProducts([list]), "FluxGarmentInvalidSerial", [1_000_051n, 50]);
    await expect(minter().write.mintProducts([list])).rejects.toThrow();
    expect((await flux.garment().read.batchOf([1n])).minted).toBe(0);
  });
});

test("a pause stops minting and retagging, and nothing else", async () => {
  const tokenId = await flux.mintTo("alice", 1);
  const { write, simulate } = flux.garment("pauser");
  await expectRefusal(simulate.unpause(), "ExpectedPause");
  await write.pause();
  await expectRefusal(simulate.pause(), "EnforcedPause");
  await expectRefusal(minter().simulate.mintProduct([mintOf("alice", 2)]), "EnforcedPause");
  await expectRefusal(minter().simulate.mintProducts([[mintOf("alice", 2)]]), "EnforcedPause");

  await flux.garment("alice").write.transferFrom([people.alice.address, people.bob.address, tokenId]);
  const { retag } = flux.garment("tagger").simulate;
  await expectRefusal(retag([tokenId, hashOf("new")]), "EnforcedPause");
  const at = (await flux.now()) + 1n;
  await flux.voting("curator").write.openDesign([1n, at, at + 3_600n, ""]);
  await flux.voting("bob").write.vote([1n, [tokenId]]);

  await write.unpause();
  await retag([tokenId, hashOf("new")]);
  await flux.mintTo("alice", 2);
  expect((await flux.garment().read.batchOf([1n])).minted).toBe(2);
});
