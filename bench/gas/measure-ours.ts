import {
  ballotTypes,
  garmentDomain,
  handoverTypes,
  tagHashOfChip,
  tagProofTypes,
  tokenIdOf,
  votingDomain,
} from "@flux/contracts";
import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";
import { type Address, type Hex, keccak256, toBytes } from "viem";
import { type ActName, acts } from "./acts.ts";
import { type Chain, deadline, hashOf, type Mined, people, person, startChain } from "./chain.ts";
import { floorOf, type Needs } from "./floors.ts";

export type Measured = { gas: number; floor: number };

const role = (name: string) => keccak256(toBytes(`${name}_ROLE`));
const mintOf = (to: Address, serial: number, tagHash: Hex = hashOf(`tag ${serial}`)) => ({
  to,
  tokenId: tokenIdOf(1, serial),
  tagHash,
  orderRef: hashOf(`order line ${serial}`),
});

/** What FluxGarment and FluxVoting use for each act, and what nothing could do it under. */
export async function measureOurs(hre: HardhatRuntimeEnvironment): Promise<Record<ActName, Measured>> {
  const chain = await startChain(hre);
  try {
    const garment = await chain.deploy("FluxGarment", [chain.relayer.address]);
    const voting = await chain.deploy("FluxVoting", [chain.relayer.address, garment.address]);
    for (const name of ["MINTER", "CURATOR"]) {
      await garment.send("grantRole", [role(name), chain.relayer.address]);
    }
    await voting.send("grantRole", [role("CURATOR"), chain.relayer.address]);
    await garment.send("openBatch", [1n, 999, "ipfs://bafybeihmetadataofbatch1"]);
    return {
      ...(await measureMints(garment)),
      ...(await measureMoves(chain, garment)),
      ...(await measureVotes(chain, garment, voting)),
    };
  } finally {
    await chain.stop();
  }
}

/** The fifty voters' serials lie in one word of 128. */
const firstVoter = 201;

type Contract = Awaited<ReturnType<Chain["deploy"]>>;

async function measureMints(garment: Contract) {
  const mints = people("buyer").map(({ address }, i) => mintOf(address, i + 1));
  const mint50 = await garment.send("mintProducts", [mints]);
  const resend50 = await garment.send("mintProducts", [mints]);
  const mint1 = await garment.send("mintProduct", [mintOf(person("a buyer").address, 51)]);
  return {
    // Of each garment: its slot, its buyer's balance, its tag. Once: the batch's count and the minter's role.
    mint50: price("mint50", mint50, { newSlots: 150, changedSlots: 1, readSlots: 1 }),
    mint1: price("mint1", mint1, { newSlots: 3, changedSlots: 1, readSlots: 1 }),
    // Each tag, and the role.
    resend50: price("resend50", resend50, { readSlots: 51 }),
  };
}

async function measureMoves(chain: Chain, garment: Contract) {
  const [first, second, third, fourth, chip] = ["first", "second", "third", "fourth", "chip"].map(person);
  if (!first || !second || !third || !fourth || !chip) throw new Error("five were asked for");
  const tokenId = tokenIdOf(1, 60);
  await garment.send("mintProduct", [mintOf(first.address, 60, tagHashOfChip(chip.address))]);
  await garment.send("mintProduct", [mintOf(first.address, 61)]);
  // The garment's slot, the seller's balance, the new holder's; the approval is looked at.
  const move: Needs = { newSlots: 1, changedSlots: 2, readSlots: 1 };
  const transferFirst = await garment.send("transferFrom", [first.address, second.address, tokenId], first);
  await garment.send("mintProduct", [mintOf(second.address, 62)]);
  const transferLater = await garment.send("transferFrom", [second.address, third.address, tokenId], second);
  await garment.send("mintProduct", [mintOf(third.address, 63)]);

  const domain = garmentDomain({ chainId: chain.chainId, address: garment.address });
  const message = { to: fourth.address, tokenId, moves: 2n, deadline };
  const consent = await third.signTypedData({
    domain,
    types: handoverTypes,
    primaryType: "Handover",
    message,
  });
  const proof = await chip.signTypedData({ domain, types: tagProofTypes, primaryType: "TagProof", message });
  const handover = await garment.send("handover", [fourth.address, tokenId, deadline, consent, proof]);
  return {
    transferFirst: price("transferFirst", transferFirst, move),
    transferLater: price("transferLater", transferLater, move),
    // And the tag is looked up.
    handover: price("handover", handover, { ...move, readSlots: 2, signatures: 2 }),
  };
}

async function measureVotes(chain: Chain, garment: Contract, voting: Contract) {
  const voters = people("voter");
  const mints = voters.map(({ address }, i) => mintOf(address, firstVoter + i));
  await garment.send("mintProducts", [mints]);
  const now = await chain.now();
  for (const designId of [1n, 2n])
    await voting.send("openDesign", [designId, now, deadline, "ipfs://design"]);

  const ballots = await Promise.all(
    voters.map(async (voter, i) => {
      const message = { designId: 1n, tokenIds: [tokenIdOf(1, firstVoter + i)], deadline };
      const domain = votingDomain({ chainId: chain.chainId, address: voting.address });
      const signature = await voter.signTypedData({
        domain,
        types: ballotTypes,
        primaryType: "Ballot",
        message,
      });
      return { voter: voter.address, ...message, signature };
    }),
  );
  const voteMany50 = await voting.send("voteMany", [ballots]);
  if ((await voting.read("votesOf", [1n])) !== 50n) throw new Error("not all of the fifty votes counted");

  await voting.send("vote", [2n, [tokenIdOf(1, firstVoter)]], voters[0]);
  const vote = await voting.send("vote", [2n, [tokenIdOf(1, firstVoter + 1)]], voters[1]);
  return {
    // The word of bits, from which the tally can be counted; the garment's slot is read, and the design's.
    vote: price("vote", vote, { changedSlots: 1, readSlots: 2 }),
    // One new word of bits for all; each garment's slot is read, and the design's.
    voteMany50: price("voteMany50", voteMany50, {
      newSlots: 1,
      readSlots: 51,
      signatures: 50,
    }),
  };
}

function price(act: ActName, mined: Mined, needs: Needs): Measured {
  const { count } = acts[act];
  return { gas: Math.round(mined.gasUsed / count), floor: Math.round(floorOf(mined, needs) / count) };
}
