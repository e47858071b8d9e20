import {
  attestationTypes,
  ballotTypes,
  garmentDomain,
  handoverTypes,
  tagHashOfChip,
  tagProofTypes,
  transferTypes,
  votingDomain,
} from "@flux/contracts";
import { type Address, type Hex, parseSignature, recoverTypedDataAddress, serializeSignature } from "viem";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  chipTag,
  expectRefusal,
  type Flux,
  hashOf,
  hour,
  type Name,
  people,
  roleOf,
  startFlux,
  zero,
} from "./flux.ts";

let flux: Flux;
let tokenId: bigint;
let deadline: bigint;
beforeAll(async () => {
  flux = await startFlux();
});
beforeEach(async () => {
  await flux.reset();
  await flux.openBatch(1);
  tokenId = await flux.mintTo("alice", 1, chipTag);
  deadline = (await flux.now()) + hour;
});
afterAll(() => flux.stop());

const bob = people.bob.address;
const types = { Transfer: transferTypes, Handover: handoverTypes, TagProof: tagProofTypes } as const;
type Move = { to: Address; tokenId: bigint; moves: bigint; deadline: bigint };

/** A signature for moving the garment to bob; anything about it can be changed. */
async function sign(
  by: Name,
  act: keyof typeof types,
  change: Partial<Move> = {},
  domain: Partial<Domain> = {},
) {
  return people[by].signTypedData({
    domain: { ...garmentDomain({ chainId: flux.chainId, address: flux.addresses.garment }), ...domain },
    types: types[act] as typeof types.Transfer,
    primaryType: act as "Transfer",
    message: { to: bob, tokenId, moves: 0n, deadline, ...change },
  });
}
type Domain = { name: string; version: string; chainId: number; verifyingContract: Address };

/** The tag hash of whatever address a signature recovers to as a proof of the right values: nobody's chip. */
async function tagHashIn(signature: Hex, moves = 0n): Promise<Hex> {
  const recovered = await recoverTypedDataAddress({
    domain: garmentDomain({ chainId: flux.chainId, address: flux.addresses.garment }),
    types: tagProofTypes,
    primaryType: "TagProof",
    message: { to: bob, tokenId, moves, deadline },
    signature,
  });
  return tagHashOfChip(recovered);
}

async function attest(by: Name, change: Partial<Move & { tagHash: Hex }> = {}) {
  return people[by].signTypedData({
    domain: garmentDomain({ chainId: flux.chainId, address: flux.addresses.garment }),
    types: attestationTypes,
    primaryType: "Attestation",
    message: { to: bob, tokenId, tagHash: chipTag, moves: 0n, deadline, ...change },
  });
}

const secpOrder = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
function highS(signature: Hex): Hex {
  const { r, s, yParity } = parseSignature(signature);
  const flipped = `0x${(secpOrder - BigInt(s)).toString(16).padStart(64, "0")}` as const;
  return serializeSignature({ r, s: flipped, yParity: yParity === 0 ? 1 : 0 });
}

const transferBySig = (signature: Hex, until = deadline, to: Address = bob, id = tokenId) =>
  flux.garment("stranger").simulate.transferBySig([to, id, until, signature]);
const handover = (owner: Hex, tag: Hex, until = deadline) =>
  flux.garment("stranger").simulate.handover([bob, tokenId, until, owner, tag]);

/** Signatures by the right key that must not count, each for its own reason. */
const forgeries: [string, () => { change?: Partial<Move>; domain?: Partial<Domain> }][] = [
  ["another receiver", () => ({ change: { to: people.carol.address } })],
  ["another garment", () => ({ change: { tokenId: tokenId + 1n } })],
  ["another count of moves", () => ({ change: { moves: 1n } })],
  ["another deadline", () => ({ change: { deadline: deadline + 1n } })],
  ["another chain", () => ({ domain: { chainId: 137 } })],
  ["another contract", () => ({ domain: { verifyingContract: flux.addresses.voting } })],
  ["another name", () => ({ domain: { name: "FluxVoting" } })],
  ["another version", () => ({ domain: { version: "2" } })],
];
const malformed: [string, (good: Hex) => Hex][] = [
  ["empty", () => "0x"],
  ["short", (good) => good.slice(0, -2) as Hex],
  ["long", (good) => `${good}00`],
  ["compact (ERC-2098)", (good) => good.slice(0, 130) as Hex],
  ["with a high s", highS],
  ["all zero", () => `0x${"00".repeat(65)}`],
  ["with v = 0", (good) => `${good.slice(0, -2)}00` as Hex],
];

describe("transferBySig", () => {
  test("moves a garment by its owner's signature, whoever submits it", async () => {
    await flux
      .garment("stranger")
      .write.transferBySig([bob, tokenId, deadline, await sign("alice", "Transfer")]);
    expect(await flux.garment().read.ownerOf([tokenId])).toBe(bob);
    expect(await flux.garment().read.movesOf([tokenId])).toBe(1n);
    expect(await flux.garment().read.movedAt([tokenId])).toBe(await flux.now());
  });

  test("counts in the last second of its deadline and not in the next", async () => {
    const signature = await sign("alice", "Transfer");
    await flux.warpTo(deadline);
    await flux.garment("stranger").simulate.transferBySig([bob, tokenId, deadline, signature]);
    await flux.warpTo(deadline + 1n);
    await expectRefusal(transferBySig(signature), "FluxGarmentSignatureExpired", [deadline]);
  });

  test.each(forgeries)("refuses the owner's signature for %s", async (_, forge) => {
    const { change, domain } = forge();
    const signature = await sign("alice", "Transfer", change, domain);
    await expectRefusal(transferBySig(signature), "FluxGarmentInvalidOwnerSignature", [people.alice.address]);
  });

  test.each(malformed)("refuses a signature that is %s", async (_, damage) => {
    const signature = damage(await sign("alice", "Transfer"));
    await expectRefusal(transferBySig(signature), "FluxGarmentInvalidOwnerSignature", [people.alice.address]);
  });

  test("refuses the owner's consent to a handover, a tag proof and a ballot: one type, one act", async () => {
    const refusal = ["FluxGarmentInvalidOwnerSignature", [people.alice.address]] as const;
    await expectRefusal(transferBySig(await sign("alice", "Handover")), ...refusal);
    await expectRefusal(transferBySig(await sign("alice", "TagProof")), ...refusal);
    const ballot = await people.alice.signTypedData({
      domain: votingDomain({ chainId: flux.chainId, address: flux.addresses.garment }),
      types: ballotTypes,
      primaryType: "Ballot",
      message: { designId: 1n, tokenIds: [tokenId], deadline },
    });
    await expectRefusal(transferBySig(ballot), ...refusal);
  });

  test("refuses anybody else's signature: the receiver's, an operator's, the chip's, the former owner's", async () => {
    await flux.garment("alice").write.setApprovalForAll([people.carol.address, true]);
    await flux.garment("alice").write.approve([people.stranger.address, tokenId]);
    for (const by of ["bob", "carol", "stranger", "chip", "admin"] as const) {
      const signature = await sign(by, "Transfer");
      await expectRefusal(transferBySig(signature), "FluxGarmentInvalidOwnerSignature", [
        people.alice.address,
      ]);
    }
    await flux.garment("alice").write.transferFrom([people.alice.address, people.carol.address, tokenId]);
    const signature = await sign("alice", "Transfer", { moves: 1n });
    await expectRefusal(transferBySig(signature), "FluxGarmentInvalidOwnerSignature", [people.carol.address]);
  });

  test("counts once, even when the garment is back with the signer", async () => {
    const signature = await sign("alice", "Transfer");
    await flux.garment("stranger").write.transferBySig([bob, tokenId, deadline, signature]);
    await flux.garment("bob").write.transferFrom([bob, people.alice.address, tokenId]);
    await expectRefusal(transferBySig(signature), "FluxGarmentInvalidOwnerSignature", [people.alice.address]);
  });

  test("refuses the zero address and a garment that does not exist", async () => {
    const toNobody = await sign("alice", "Transfer", { to: zero });
    await expectRefusal(transferBySig(toNobody, deadline, zero), "ERC721InvalidReceiver", [zero]);
    const ofNothing = await sign("alice", "Transfer", { tokenId: 9n });
    await expectRefusal(transferBySig(ofNothing, deadline, bob, 9n), "ERC721NonexistentToken", [9n]);
  });

  test("clears the approvals of the garment", async () => {
    await flux.garment("alice").write.approve([people.stranger.address, tokenId]);
    const signature = await sign("alice", "Transfer");
    await flux.garment("stranger").write.transferBySig([bob, tokenId, deadline, signature]);
    expect(await flux.garment().read.getApproved([tokenId])).toBe(zero);
  });
});

describe("handover", () => {
  test("moves a garment by its owner's consent and its own chip's proof, and says so", async () => {
    const signatures = [await sign("alice", "Handover"), await sign("chip", "TagProof")] as const;
    await flux.garment("stranger").write.handover([bob, tokenId, deadline, ...signatures]);
    const [handed] = await flux.garment().getEvents.HandedOver();
    expect(handed?.args).toEqual({
      tokenId,
      from: people.alice.address,
      to: bob,
      tagHash: chipTag,
      proof: 0,
    });
    expect(await flux.garment().read.ownerOf([tokenId])).toBe(bob);
    const again = flux.garment("stranger").simulate.handover([bob, tokenId, deadline, ...signatures]);
    await expectRefusal(again, "FluxGarmentTagMismatch", [tokenId, await tagHashIn(signatures[1], 1n)]);
  });

  test.each(forgeries)("refuses the owner's consent for %s", async (_, forge) => {
    const { change, domain } = forge();
    const act = handover(await sign("alice", "Handover", change, domain), await sign("chip", "TagProof"));
    await expectRefusal(act, "FluxGarmentInvalidOwnerSignature", [people.alice.address]);
  });

  test.each(forgeries)("refuses the chip's proof for %s", async (_, forge) => {
    const { change, domain } = forge();
    const proof = await sign("chip", "TagProof", change, domain);
    const act = handover(await sign("alice", "Handover"), proof);
    await expectRefusal(act, "FluxGarmentTagMismatch", [tokenId, await tagHashIn(proof)]);
  });

  test.each(malformed)("refuses a consent or a proof that is %s", async (_, damage) => {
    const [consent, proof] = [await sign("alice", "Handover"), await sign("chip", "TagProof")];
    await expectRefusal(handover(damage(consent), proof), "FluxGarmentInvalidOwnerSignature", [
      people.alice.address,
    ]);
    await expectRefusal(handover(consent, damage(proof)), "FluxGarmentInvalidTagSignature", [tokenId]);
  });

  test("takes no type for another: neither consent nor proof", async () => {
    const [consent, proof] = [await sign("alice", "Handover"), await sign("chip", "TagProof")];
    const refusal = ["FluxGarmentInvalidOwnerSignature", [people.alice.address]] as const;
    await expectRefusal(handover(await sign("alice", "Transfer"), proof), ...refusal);
    await expectRefusal(handover(await sign("alice", "TagProof"), proof), ...refusal);
    for (const act of ["Transfer", "Handover"] as const) {
      const otherType = await sign("chip", act);
      await expectRefusal(handover(consent, otherType), "FluxGarmentTagMismatch", [
        tokenId,
        await tagHashIn(otherType),
      ]);
    }
  });

  test("refuses another garment's chip, an unknown chip and a retired one", async () => {
    await flux.mintTo("alice", 2, tagHashOfChip(people.carol.address));
    const consent = await sign("alice", "Handover");
    for (const by of ["carol", "stranger", "alice"] as const) {
      await expectRefusal(handover(consent, await sign(by, "TagProof")), "FluxGarmentTagMismatch", [
        tokenId,
        tagHashOfChip(people[by].address),
      ]);
    }
    await flux.garment("tagger").write.retag([tokenId, hashOf("new")]);
    const retired = handover(consent, await sign("chip", "TagProof"));
    await expectRefusal(retired, "FluxGarmentTagMismatch", [tokenId, chipTag]);
  });

  test("takes the new chip after a retag", async () => {
    await flux.garment("tagger").write.retag([tokenId, tagHashOfChip(people.carol.address)]);
    const signatures = [await sign("alice", "Handover"), await sign("carol", "TagProof")] as const;
    await flux.garment("stranger").write.handover([bob, tokenId, deadline, ...signatures]);
    expect(await flux.garment().read.ownerOf([tokenId])).toBe(bob);
  });

  test("needs the owner: chip and receiver together move nothing", async () => {
    const act = handover(await sign("bob", "Handover"), await sign("chip", "TagProof"));
    await expectRefusal(act, "FluxGarmentInvalidOwnerSignature", [people.alice.address]);
  });

  test("ends with its deadline, and needs a garment", async () => {
    const [consent, proof] = [await sign("alice", "Handover"), await sign("chip", "TagProof")];
    await expectRefusal(
      flux.garment("stranger").simulate.handover([bob, 9n, deadline, consent, proof]),
      "ERC721NonexistentToken",
      [9n],
    );
    await flux.warpTo(deadline + 1n);
    await expectRefusal(handover(consent, proof), "FluxGarmentSignatureExpired", [deadline]);
  });
});

describe("handoverAttested", () => {
  const attested = async (
    change: { consent?: Hex; tagHash?: Hex; attestor?: Address; attestation?: Hex; tokenId?: bigint } = {},
  ) =>
    flux
      .garment("stranger")
      .simulate.handoverAttested([
        bob,
        change.tokenId ?? tokenId,
        deadline,
        change.consent ?? (await sign("alice", "Handover")),
        change.tagHash ?? chipTag,
        change.attestor ?? people.attestor.address,
        change.attestation ?? (await attest("attestor")),
      ]);

  test("moves a garment by consent and an attestor's word, and names the kind of proof", async () => {
    const args = (await attested()).request.args;
    await flux.garment("stranger").write.handoverAttested(args);
    const [handed] = await flux.garment().getEvents.HandedOver();
    expect(handed?.args).toEqual({
      tokenId,
      from: people.alice.address,
      to: bob,
      tagHash: chipTag,
      proof: 1,
    });
    const again = flux.garment("stranger").simulate.handoverAttested(args);
    await expectRefusal(again, "FluxGarmentInvalidAttestation", [people.attestor.address]);
  });

  test.each([
    ["another receiver", () => ({ to: people.carol.address })],
    ["another garment", () => ({ tokenId: tokenId + 1n })],
    ["another tag", () => ({ tagHash: hashOf("other") })],
    ["another count of moves", () => ({ moves: 1n })],
    ["another deadline", () => ({ deadline: deadline + 1n })],
  ])("refuses an attestation for %s", async (_, change) => {
    const act = attested({ attestation: await attest("attestor", change()) });
    await expectRefusal(act, "FluxGarmentInvalidAttestation", [people.attestor.address]);
  });

  test.each(malformed)("refuses an attestation that is %s", async (_, damage) => {
    const act = attested({ attestation: damage(await attest("attestor")) });
    await expectRefusal(act, "FluxGarmentInvalidAttestation", [people.attestor.address]);
  });

  test("refuses who is no attestor, or no longer", async () => {
    const stranger = people.stranger.address;
    const refusal = "AccessControlUnauthorizedAccount";
    const act = attested({ attestor: stranger, attestation: await attest("stranger") });
    await expectRefusal(act, refusal, [stranger, roleOf("ATTESTOR")]);
    const { address } = people.attestor;
    await flux.garment("admin").write.revokeRole([roleOf("ATTESTOR"), address]);
    await expectRefusal(attested(), refusal, [address, roleOf("ATTESTOR")]);
  });

  test("refuses a tag that is not the garment's, the owner's silence, and a garment that is none", async () => {
    const other = attested({
      tagHash: hashOf("other"),
      attestation: await attest("attestor", { tagHash: hashOf("other") }),
    });
    await expectRefusal(other, "FluxGarmentTagMismatch", [tokenId, hashOf("other")]);
    const silent = attested({ consent: await sign("attestor", "Handover") });
    await expectRefusal(silent, "FluxGarmentInvalidOwnerSignature", [people.alice.address]);
    await expectRefusal(attested({ tokenId: 9n }), "ERC721NonexistentToken", [9n]);
    await flux.warpTo(deadline + 1n);
    await expectRefusal(attested(), "FluxGarmentSignatureExpired", [deadline]);
  });

  test("takes an attestor that is a contract wallet", async () => {
    const wallet = await flux.deploy("KeyWallet", [people.carol.address]);
    await flux.garment("admin").write.grantRole([roleOf("ATTESTOR"), wallet]);
    const { request } = await attested({ attestor: wallet, attestation: await attest("carol") });
    await flux.garment("stranger").write.handoverAttested(request.args);
    expect(await flux.garment().read.ownerOf([tokenId])).toBe(bob);
  });
});
