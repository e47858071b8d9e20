import { tagHashOfChip } from "@flux/contracts";
import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";
import { encodeAbiParameters, type Hex, keccak256, toBytes } from "viem";
import { sign } from "viem/accounts";
import type { ActName } from "./acts.ts";
import { type Chain, hashOf, people, person, startChain } from "./chain.ts";

export type Peers = Record<ActName, Record<string, number>>;

const buyers = people("buyer");
const addresses = buyers.map(({ address }) => address);
const tokenIds = buyers.map((_, i) => 1_000_001n + BigInt(i));
const [first, second, third, fourth] = [person("first"), person("second"), person("third"), person("fourth")];

/** The same acts by others' contracts, as near as they come: what each leaves out is said in its name. */
export async function measurePeers(hre: HardhatRuntimeEnvironment): Promise<Peers> {
  const chain = await startChain(hre);
  try {
    const plain = await measurePlain(chain);
    const azuki = await measureAzuki(chain);
    const naive = await measureNaive(chain);
    const governor = await measureGovernor(chain);
    const mints = (act: "mint50" | "mint1") => ({
      "OpenZeppelin ERC721, bare": plain[act],
      "ERC721A, bare": azuki[act],
      "a mapping per fact": naive[act],
    });
    const moves = (act: "transferFirst" | "transferLater") => ({
      "OpenZeppelin ERC721": plain[act],
      ERC721A: azuki[act],
    });
    return {
      mint50: mints("mint50"),
      mint1: mints("mint1"),
      resend50: {},
      transferFirst: moves("transferFirst"),
      transferLater: moves("transferLater"),
      handover: { "tag alone, as in PBT": naive.transferWithTag },
      vote: { "OpenZeppelin Governor + ERC721Votes": governor.vote },
      voteMany50: {
        "Governor by signature, voter's first": governor.firstBySig,
        "Governor by signature, voter's later": governor.laterBySig,
      },
    };
  } finally {
    await chain.stop();
  }
}

async function measurePlain(chain: Chain) {
  const plain = await chain.deploy("PlainGarment");
  const { gasUsed: mint50 } = await plain.send("mintMany", [addresses, tokenIds]);
  const { gasUsed: mint1 } = await plain.send("mint", [person("a buyer").address, 1_000_051n]);
  for (const tokenId of [1_000_060n, 1_000_061n]) await plain.send("mint", [first.address, tokenId]);
  await plain.send("mint", [second.address, 1_000_062n]);
  await plain.send("transferFrom", [second.address, fourth.address, 1_000_062n], second);
  const moved = await plain.send("transferFrom", [first.address, second.address, 1_000_060n], first);
  await plain.send("mint", [second.address, 1_000_063n]);
  const later = await plain.send("transferFrom", [second.address, third.address, 1_000_060n], second);
  return { mint50: mint50 / 50, mint1, transferFirst: moved.gasUsed, transferLater: later.gasUsed };
}

async function measureAzuki(chain: Chain) {
  const azuki = await chain.deploy("AzukiGarment");
  const { gasUsed: mint50 } = await azuki.send("mintMany", [addresses]);
  const { gasUsed: mint1 } = await azuki.send("mint", [person("a buyer").address]);
  for (const { address } of [first, first]) await azuki.send("mint", [address]);
  const moved = await azuki.send("transferFrom", [first.address, second.address, 51n], first);
  await azuki.send("mint", [second.address]);
  const later = await azuki.send("transferFrom", [second.address, third.address, 51n], second);
  return { mint50: mint50 / 50, mint1, transferFirst: moved.gasUsed, transferLater: later.gasUsed };
}

async function measureNaive(chain: Chain) {
  const naive = await chain.deploy("NaiveGarment");
  const mintOf = (to: Hex, tokenId: bigint, tagHash = hashOf(`tag ${tokenId}`)) => ({
    to,
    tokenId,
    tagHash,
    orderRef: hashOf(`order line ${tokenId}`),
  });
  const mints = tokenIds.map((tokenId, i) => mintOf(addresses[i] ?? "0x", tokenId));
  const { gasUsed: mint50 } = await naive.send("mintMany", [mints]);
  const { gasUsed: mint1 } = await naive.send("mint", [mintOf(person("a buyer").address, 1_000_051n)]);

  const [chip, tokenId] = [person("chip"), 1_000_060n];
  await naive.send("mint", [mintOf(first.address, tokenId, tagHashOfChip(chip.address))]);
  await naive.send("mint", [mintOf(first.address, 1_000_061n)]);
  await naive.send("mint", [mintOf(second.address, 1_000_062n)]);
  const handTo = async (to: Hex, nonce: bigint) => {
    const types = ["uint256", "address", "address", "uint256", "uint256"].map((type) => ({ type }));
    const values = [BigInt(chain.chainId), naive.address, to, tokenId, nonce];
    const hash = keccak256(encodeAbiParameters(types, values));
    const signature = await sign({ hash, privateKey: hashOf("chip"), to: "hex" });
    return naive.send("transferWithTag", [to, tokenId, signature]);
  };
  await handTo(second.address, 0n);
  const { gasUsed: transferWithTag } = await handTo(third.address, 1n);
  return { mint50: mint50 / 50, mint1, transferWithTag };
}

async function measureGovernor(chain: Chain) {
  const garment = await chain.deploy("VotesGarment");
  const governor = await chain.deploy("DesignGovernor", [garment.address]);
  const [early, voter, signer] = buyers;
  if (!early || !voter || !signer) throw new Error("there are fifty buyers");
  // Who has not delegated, if only to himself, has no vote.
  for (const buyer of [early, voter, signer]) await garment.send("delegate", [buyer.address], buyer);
  await garment.send("mintMany", [addresses, tokenIds]);

  const nothing = [[garment.address], [0n], ["0x"]] as const;
  const propose = async (design: string) => {
    await governor.send("propose", [...nothing, design]);
    return (await governor.read("hashProposal", [...nothing, keccak256(toBytes(design))])) as bigint;
  };
  const [one, two] = [await propose("design 1"), await propose("design 2")];
  const bySig = async (proposalId: bigint, nonce: bigint) => {
    const signature = await signer.signTypedData({
      domain: {
        name: "DesignGovernor",
        version: "1",
        chainId: chain.chainId,
        verifyingContract: governor.address,
      },
      types: {
        Ballot: [
          { name: "proposalId", type: "uint256" },
          { name: "support", type: "uint8" },
          { name: "voter", type: "address" },
          { name: "nonce", type: "uint256" },
        ],
      },
      primaryType: "Ballot",
      message: { proposalId, support: 1, voter: signer.address, nonce },
    });
    return governor.send("castVoteBySig", [proposalId, 1, signer.address, signature]);
  };
  for (const proposal of [one, two]) await governor.send("castVote", [proposal, 1], early);
  const { gasUsed: vote } = await governor.send("castVote", [one, 1], voter);
  const { gasUsed: firstBySig } = await bySig(one, 0n);
  const { gasUsed: laterBySig } = await bySig(two, 1n);
  return { vote, firstBySig, laterBySig };
}
