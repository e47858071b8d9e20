// ERC-721, 165, 2981, 4906 and 5267, rule by rule, in the words of their texts.
import { fluxGarmentAbi } from "@flux/contracts";
import { type Address, parseAbi } from "viem";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { expectRefusal, type Flux, people, startFlux, zero } from "./flux.ts";

let flux: Flux;
let tokenId: bigint;
beforeAll(async () => {
  flux = await startFlux();
});
beforeEach(async () => {
  await flux.reset();
  await flux.openBatch(1);
  tokenId = await flux.mintTo("alice", 1);
});
afterAll(() => flux.stop());

const [alice, bob, carol, stranger] = (["alice", "bob", "carol", "stranger"] as const).map(
  (name) => people[name].address,
) as [Address, Address, Address, Address];
const read = () => flux.garment().read;

describe("interfaces", () => {
  test.each([
    ["ERC-165", "0x01ffc9a7", true],
    ["ERC-721", "0x80ac58cd", true],
    ["ERC-721 Metadata", "0x5b5e139f", true],
    ["ERC-2981", "0x2a55205a", true],
    ["ERC-4906", "0x49064906", true],
    ["ERC-7572", "0xe8a3d485", true],
    ["AccessControl", "0x7965db0b", true],
    ["ERC-721 Enumerable", "0x780e9d63", false],
    ["ERC-5791 (PBT)", "0x4901df9f", false],
    ["ERC-6956", "0xa9cf7635", false],
    ["ERC-1155", "0xd9b67a26", false],
    ["0xffffffff, as ERC-165 demands", "0xffffffff", false],
  ] as const)("%s %s: %s", async (_, id, supported) => {
    expect(await read().supportsInterface([id])).toBe(supported);
  });

  test("name, symbol and the EIP-712 domain are what wallets are told", async () => {
    expect([await read().name(), await read().symbol()]).toEqual(["FLUX Garment", "FLUX"]);
    const [, name, version, chainId, verifyingContract] = await read().eip712Domain();
    expect([name, version, chainId]).toEqual(["FluxGarment", "1", BigInt(flux.chainId)]);
    expect(verifyingContract).toBe(flux.addresses.garment);
    const voting = await flux.voting().read.eip712Domain();
    expect([voting[1], voting[2]]).toEqual(["FluxVoting", "1"]);
  });
});

describe("balances and owners", () => {
  test("NFTs assigned to the zero address are invalid: balanceOf(0) and ownerOf(none) throw", async () => {
    expect(await read().balanceOf([alice])).toBe(1n);
    expect(await read().balanceOf([bob])).toBe(0n);
    await expectRefusal(read().balanceOf([zero]), "ERC721InvalidOwner", [zero]);
    for (const act of [
      "ownerOf",
      "tokenURI",
      "getApproved",
      "movesOf",
      "movedAt",
      "getProductMetadata",
    ] as const) {
      await expectRefusal(read()[act]([2n]), "ERC721NonexistentToken", [2n]);
    }
  });

  test("verifyOwnership answers for any pair, and the zero address holds nothing", async () => {
    expect(await read().verifyOwnership([alice, tokenId])).toBe(true);
    expect(await read().verifyOwnership([bob, tokenId])).toBe(false);
    expect(await read().verifyOwnership([alice, 2n])).toBe(false);
    expect(await read().verifyOwnership([zero, 2n])).toBe(false);
    expect(await read().holdingOf([2n])).toEqual([zero, 0n]);
  });
});

describe("transferFrom", () => {
  const move = (by: "alice" | "bob" | "carol" | "stranger", from: Address, to: Address, id = tokenId) =>
    flux.garment(by).simulate.transferFrom([from, to, id]);

  test("throws unless the sender is the owner, an operator or the approved address", async () => {
    await expectRefusal(move("bob", alice, bob), "ERC721InsufficientApproval", [bob, tokenId]);
    await flux.garment("alice").write.approve([bob, tokenId]);
    await move("bob", alice, carol);
    await flux.garment("alice").write.setApprovalForAll([stranger, true]);
    await move("stranger", alice, carol);
    await flux.garment("alice").write.setApprovalForAll([stranger, false]);
    await expectRefusal(move("stranger", alice, bob), "ERC721InsufficientApproval", [stranger, tokenId]);
  });

  test("throws if from is not the owner, to is zero, or the garment is none", async () => {
    await expectRefusal(move("alice", bob, carol), "ERC721IncorrectOwner", [bob, tokenId, alice]);
    await expectRefusal(move("alice", alice, zero), "ERC721InvalidReceiver", [zero]);
    await expectRefusal(move("alice", alice, bob, 2n), "ERC721NonexistentToken", [2n]);
  });

  test("emits Transfer, clears the approval, changes both balances, and counts and dates the move", async () => {
    await flux.garment("alice").write.approve([carol, tokenId]);
    await flux.garment("alice").write.transferFrom([alice, bob, tokenId]);
    const [transfer] = await flux.garment().getEvents.Transfer();
    expect(transfer?.args).toEqual({ from: alice, to: bob, tokenId });
    expect(await read().getApproved([tokenId])).toBe(zero);
    expect([await read().balanceOf([alice]), await read().balanceOf([bob])]).toEqual([0n, 1n]);
    expect(await read().movesOf([tokenId])).toBe(1n);
    expect(await read().movedAt([tokenId])).toBe(await flux.now());
    await expectRefusal(move("carol", bob, carol), "ERC721InsufficientApproval", [carol, tokenId]);
  });

  test("to oneself is a move too", async () => {
    await flux.garment("alice").write.transferFrom([alice, alice, tokenId]);
    expect(await read().balanceOf([alice])).toBe(1n);
    expect(await read().movesOf([tokenId])).toBe(1n);
  });
});

describe("safeTransferFrom", () => {
  const abi = parseAbi([
    "function safeTransferFrom(address from, address to, uint256 tokenId)",
    "function safeTransferFrom(address from, address to, uint256 tokenId, bytes data)",
    ...["error ERC721InvalidReceiver(address receiver)", "error Refused()"],
  ] as const);
  const safely = (to: Address) =>
    flux.client.simulateContract({
      address: flux.addresses.garment,
      abi,
      functionName: "safeTransferFrom",
      args: [alice, to, tokenId, "0x1234"],
      account: people.alice,
    });

  test("asks a contract whether it receives, and believes nothing but the magic value", async () => {
    await safely(bob);
    const manners = [
      [0, "Refused"],
      [2, "ERC721InvalidReceiver"],
      [4, "ERC721InvalidReceiver"],
    ] as const;
    for (const [manner, errorName] of manners) {
      const wallet = await flux.deploy("HostileWallet", [manner]);
      if (manner === 0) await expectRefusal(safely(wallet), errorName);
      else await expect(safely(wallet)).rejects.toThrow();
    }
    await expectRefusal(safely(flux.addresses.voting), "ERC721InvalidReceiver", [flux.addresses.voting]);
  });
});

describe("approvals", () => {
  test("are the owner's or an operator's to give, and say so", async () => {
    await expectRefusal(flux.garment("bob").simulate.approve([bob, tokenId]), "ERC721InvalidApprover", [bob]);
    await expectRefusal(flux.garment("bob").simulate.approve([bob, 2n]), "ERC721NonexistentToken", [2n]);
    const toNobody = flux.garment("alice").simulate.setApprovalForAll([zero, true]);
    await expectRefusal(toNobody, "ERC721InvalidOperator", [zero]);
    await flux.garment("alice").write.setApprovalForAll([bob, true]);
    const [forAll] = await flux.garment().getEvents.ApprovalForAll();
    expect(forAll?.args).toEqual({ owner: alice, operator: bob, approved: true });
    expect(await read().isApprovedForAll([alice, bob])).toBe(true);
    await flux.garment("bob").write.approve([carol, tokenId]);
    const [approval] = await flux.garment().getEvents.Approval();
    expect(approval?.args).toEqual({ owner: alice, approved: carol, tokenId });
    expect(await read().getApproved([tokenId])).toBe(carol);
  });
});

test("there is no way to burn: no function of the ABI takes a garment out of the world", () => {
  const names = fluxGarmentAbi.flatMap((entry) => (entry.type === "function" ? [entry.name] : []));
  expect(names.filter((name) => /burn|destroy|upgrade|initialize/i.test(name))).toEqual([]);
});
