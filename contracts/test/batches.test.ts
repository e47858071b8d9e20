import { tokenIdOf } from "@flux/contracts";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { expectRefusal, type Flux, hashOf, mintOf, people, startFlux, zero } from "./flux.ts";

let flux: Flux;
beforeAll(async () => {
  flux = await startFlux();
});
beforeEach(() => flux.reset());
afterAll(() => flux.stop());

describe("a batch", () => {
  test("is opened with its cap and metadata folder, and says so", async () => {
    await flux.openBatch(1, 50);
    expect(await flux.garment().read.batchOf([1n])).toEqual({
      cap: 50,
      minted: 0,
      vaulted: false,
      uri: "ipfs://batch-1",
    });
    const [opened] = await flux.garment().getEvents.BatchOpened();
    expect(opened?.args).toEqual({ batchId: 1n, cap: 50, uri: "ipfs://batch-1" });
  });

  test("is opened once, vaulted or not", async () => {
    await flux.openBatch(1);
    const again = () => flux.garment("curator").simulate.openBatch([1n, 50, ""]);
    await expectRefusal(again(), "FluxGarmentBatchAlreadyOpened", [1n]);
    await flux.garment("curator").write.vaultBatch([1n]);
    await expectRefusal(again(), "FluxGarmentBatchAlreadyOpened", [1n]);
  });

  test.each([0n, 2n ** 32n, 2n ** 256n - 1n])("has no id %s", async (batchId) => {
    const open = flux.garment("curator").simulate.openBatch([batchId, 50, ""]);
    await expectRefusal(open, "FluxGarmentInvalidBatchId", [batchId]);
  });

  test("may have the highest id there is", async () => {
    const highest = 2 ** 32 - 1;
    await flux.openBatch(highest, 999_999);
    const tokenId = tokenIdOf(highest, 999_999);
    await flux.garment("minter").write.mintProduct([{ ...mintOf("alice", 1), tokenId }]);
    expect(await flux.garment().read.tokenURI([tokenId])).toBe(`ipfs://batch-${highest}/999999.json`);
  });

  test.each([0, 1_000_000, 2 ** 32 - 1])("has no cap of %s", async (cap) => {
    const open = flux.garment("curator").simulate.openBatch([1n, cap, ""]);
    await expectRefusal(open, "FluxGarmentInvalidCap", [cap]);
  });

  test.each(["lowerCap", "vaultBatch", "updateMetadata", "batchOf", "setBatchRoyalty"] as const)(
    "that was never opened is refused by %s",
    async (act) => {
      const { simulate, read } = flux.garment("curator");
      const admin = flux.garment("admin").simulate;
      const acts = {
        lowerCap: () => simulate.lowerCap([9n, 1]),
        vaultBatch: () => simulate.vaultBatch([9n]),
        updateMetadata: () => simulate.updateMetadata([9n, ""]),
        batchOf: () => read.batchOf([9n]),
        setBatchRoyalty: () => admin.setBatchRoyalty([9n, flux.addresses.garment, 1n]),
      };
      await expectRefusal(acts[act](), "FluxGarmentBatchUnknown", [9n]);
    },
  );
});

describe("a cap", () => {
  test("falls as far as what was minted, never below, and never rises", async () => {
    await flux.openBatch(1, 50);
    await flux.mintTo("alice", 40);
    await flux.mintTo("alice", 41);
    const { simulate, write } = flux.garment("curator");
    await expectRefusal(simulate.lowerCap([1n, 51]), "FluxGarmentCapNotLower", [1n, 50, 51]);
    await expectRefusal(simulate.lowerCap([1n, 50]), "FluxGarmentCapNotLower", [1n, 50, 50]);
    await expectRefusal(simulate.lowerCap([1n, 1]), "FluxGarmentCapBelowMinted", [1n, 2, 1]);
    await expectRefusal(simulate.lowerCap([1n, 0]), "FluxGarmentInvalidCap", [0]);

    await write.lowerCap([1n, 2]);
    expect((await flux.garment().read.batchOf([1n])).cap).toBe(2);
    const [lowered] = await flux.garment().getEvents.BatchCapLowered();
    expect(lowered?.args).toEqual({ batchId: 1n, cap: 2 });
  });

  test("counts garments as well as serials: high serials minted before it fell leave no room below", async () => {
    await flux.openBatch(1, 50);
    await flux.mintTo("alice", 49);
    await flux.mintTo("alice", 50);
    await flux.garment("curator").write.lowerCap([1n, 2]);
    const mint = flux.garment("minter").simulate.mintProduct([mintOf("alice", 1)]);
    await expectRefusal(mint, "FluxGarmentBatchFull", [1n, 2]);
  });
});

describe("a vaulted batch", () => {
  test("says how many it has, and is closed for ever", async () => {
    await flux.openBatch(1);
    await flux.mintTo("alice", 1);
    const { simulate, write } = flux.garment("curator");
    await write.vaultBatch([1n]);
    const [vaulted] = await flux.garment().getEvents.BatchVaulted();
    expect(vaulted?.args).toEqual({ batchId: 1n, minted: 1 });
    expect((await flux.garment().read.batchOf([1n])).vaulted).toBe(true);

    await expectRefusal(simulate.vaultBatch([1n]), "FluxGarmentBatchVaulted", [1n]);
    await expectRefusal(simulate.lowerCap([1n, 10]), "FluxGarmentBatchVaulted", [1n]);
    const { mintProduct, mintProducts } = flux.garment("minter").simulate;
    await expectRefusal(mintProduct([mintOf("alice", 2)]), "FluxGarmentBatchVaulted", [1n]);
    await expectRefusal(mintProducts([[mintOf("alice", 1), mintOf("bob", 2)]]), "FluxGarmentBatchVaulted", [
      1n,
    ]);
  });
});

describe("metadata", () => {
  test("of a garment is a file in its batch's folder, and moves with the folder", async () => {
    await flux.openBatch(1);
    const tokenId = await flux.mintTo("alice", 7);
    expect(await flux.garment().read.tokenURI([tokenId])).toBe("ipfs://batch-1/7.json");

    await flux.garment("curator").write.updateMetadata([1n, "ipfs://other"]);
    const [ours] = await flux.garment().getEvents.BatchMetadataUpdated();
    const [erc4906] = await flux.garment().getEvents.BatchMetadataUpdate();
    expect(ours?.args).toEqual({ batchId: 1n, uri: "ipfs://other" });
    expect(erc4906?.args).toEqual({ _fromTokenId: 1_000_001n, _toTokenId: 1_999_999n });
    expect(await flux.garment().read.tokenURI([tokenId])).toBe("ipfs://other/7.json");
  });

  test("of a vaulted batch may still move to another folder: all that makes a garment rare is on chain", async () => {
    await flux.openBatch(1);
    const tokenId = await flux.mintTo("alice", 7);
    await flux.garment("curator").write.vaultBatch([1n]);
    const before = await flux.garment().read.getProductMetadata([tokenId]);
    await flux.garment("curator").write.updateMetadata([1n, "ipfs://mended"]);
    const after = await flux.garment().read.getProductMetadata([tokenId]);
    expect(after).toEqual({ ...before, uri: "ipfs://mended/7.json" });
  });

  test("is empty while its folder does not exist", async () => {
    await flux.garment("curator").write.openBatch([1n, 5, ""]);
    const tokenId = await flux.mintTo("alice", 1);
    expect(await flux.garment().read.tokenURI([tokenId])).toBe("");
  });

  test("of the contract itself is where the curator says (ERC-7572)", async () => {
    expect(await flux.garment().read.contractURI()).toBe("");
    await flux.garment("curator").write.setContractURI(["ipfs://collection"]);
    expect(await flux.garment().getEvents.ContractURIUpdated()).toHaveLength(1);
    expect(await flux.garment().read.contractURI()).toBe("ipfs://collection");
  });

  test("of a garment is all the chain knows of it", async () => {
    await flux.openBatch(1);
    const tokenId = await flux.mintTo("alice", 3);
    const mintedAt = await flux.now();
    const expected = {
      batchId: 1n,
      serial: 3n,
      holder: await flux.garment().read.ownerOf([tokenId]),
      heldSince: mintedAt,
      moves: 0n,
      tagVersion: 0,
      batchCap: 50,
      batchMinted: 1,
      batchVaulted: false,
      uri: "ipfs://batch-1/3.json",
    };
    expect(await flux.garment().read.getProductMetadata([tokenId])).toEqual(expected);
    await flux.garment("tagger").write.retag([tokenId, hashOf("another")]);
    await flux.garment("curator").write.vaultBatch([1n]);
    expect(await flux.garment().read.getProductMetadata([tokenId])).toEqual({
      ...expected,
      tagVersion: 1,
      batchVaulted: true,
    });
  });
});

test("royalties: the batch's own, else the default, at most 10 %", async () => {
  await flux.openBatch(1);
  const { simulate, write } = flux.garment("admin");
  const [house, artist] = [flux.addresses.garment, flux.addresses.voting];
  await expectRefusal(simulate.setDefaultRoyalty([house, 1_001n]), "FluxGarmentRoyaltyTooHigh", [1_001n]);
  await expectRefusal(simulate.setBatchRoyalty([1n, house, 1_001n]), "FluxGarmentRoyaltyTooHigh", [1_001n]);
  expect((await flux.garment().read.royaltyInfo([1_000_001n, 10_000n]))[1]).toBe(0n);

  await write.setDefaultRoyalty([house, 500n]);
  await write.setBatchRoyalty([1n, artist, 1_000n]);
  const of = async (tokenId: bigint) =>
    (await flux.garment().read.royaltyInfo([tokenId, 10_000n])).map((part) =>
      typeof part === "string" ? part.toLowerCase() : part,
    );
  expect(await of(1_000_001n)).toEqual([artist.toLowerCase(), 1_000n]);
  expect(await of(1_999_999n)).toEqual([artist.toLowerCase(), 1_000n]);
  expect(await of(2_000_001n)).toEqual([house.toLowerCase(), 500n]);
});

test("a batch opens with royalties of its own, which only the admin changes later; the default is not asked", async () => {
  const [house, artist] = [flux.addresses.garment, flux.addresses.voting];
  await flux.garment("admin").write.setDefaultRoyalty([house, 500n]);
  const { simulate, write } = flux.garment("curator");
  const open = (batchId: bigint, feeBps: bigint) => [batchId, 50, "ipfs://batch", artist, feeBps] as const;
  await expectRefusal(simulate.openBatchWithRoyalty(open(1n, 1_001n)), "FluxGarmentRoyaltyTooHigh", [1_001n]);
  await write.openBatchWithRoyalty(open(1n, 750n));
  const [opened] = await flux.garment().getEvents.BatchOpened();
  expect(opened?.args).toEqual({ batchId: 1n, cap: 50, uri: "ipfs://batch" });
  expect(await flux.garment().read.batchOf([1n])).toMatchObject({ cap: 50, minted: 0, uri: "ipfs://batch" });
  const paid = async () => (await flux.garment().read.royaltyInfo([1_000_007n, 10_000n]))[1];
  expect(await paid()).toBe(750n);

  const again = simulate.openBatchWithRoyalty(open(1n, 0n));
  await expectRefusal(again, "FluxGarmentBatchAlreadyOpened", [1n]);
  await flux.garment("admin").write.setBatchRoyalty([1n, artist, 100n]);
  expect(await paid()).toBe(100n);
});

test("the collection's owner is whom the admin named, with ERC-173's event, and may do nothing by it", async () => {
  expect(await flux.garment().read.owner()).toBe(zero);
  await flux.garment("admin").write.setOwner([people.alice.address]);
  const [changed] = await flux.garment().getEvents.OwnershipTransferred();
  expect(changed?.args).toEqual({ previousOwner: zero, newOwner: people.alice.address });
  expect(await flux.garment().read.owner()).toBe(people.alice.address);
  await flux.openBatch(1);
  const { simulate } = flux.garment("alice");
  for (const act of [
    () => simulate.setOwner([people.alice.address]),
    () => simulate.setBatchRoyalty([1n, people.alice.address, 1n]),
    () => simulate.setContractURI(["ipfs://collection"]),
    () => simulate.updateMetadata([1n, "ipfs://folder"]),
  ])
    await expect(act()).rejects.toThrow(/AccessControlUnauthorizedAccount/);
});
