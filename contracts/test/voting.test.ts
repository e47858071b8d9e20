import { ballotTypes, fluxVotingAbi, garmentDomain, votingDomain } from "@flux/contracts";
import { type Address, decodeErrorResult, type Hex } from "viem";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { expectRefusal, type Flux, hour, type Name, people, startFlux } from "./flux.ts";

let flux: Flux;
let garmentOfAlice: bigint;
let opensAt: bigint;
let closesAt: bigint;
beforeAll(async () => {
  flux = await startFlux();
});
beforeEach(async () => {
  await flux.reset();
  await flux.openBatch(1, 999);
  garmentOfAlice = await flux.mintTo("alice", 1);
  opensAt = (await flux.now()) + 100n;
  closesAt = opensAt + hour;
  await flux.voting("curator").write.openDesign([1n, opensAt, closesAt, "ipfs://design"]);
  await flux.warpTo(opensAt);
});
afterAll(() => flux.stop());

const vote = (by: Name, tokenIds: bigint[], designId = 1n) =>
  flux.voting(by).simulate.vote([designId, tokenIds]);
const votes = () => flux.voting().read.votesOf([1n]);

type Ballot = { voter: Address; designId: bigint; tokenIds: bigint[]; deadline: bigint; signature: Hex };
async function ballotOf(
  by: Name,
  tokenIds: bigint[],
  change: Partial<Omit<Ballot, "signature">> = {},
  domain = {},
): Promise<Ballot> {
  const message = { designId: 1n, tokenIds, deadline: closesAt, ...change };
  const signature = await people[by].signTypedData({
    domain: { ...votingDomain({ chainId: flux.chainId, address: flux.addresses.voting }), ...domain },
    types: ballotTypes,
    primaryType: "Ballot",
    message,
  });
  return { voter: people[by].address, ...message, signature };
}

describe("a design", () => {
  test("is opened once, in the future, with its words", async () => {
    expect(await flux.voting().read.designOf([1n])).toEqual({
      opensAt,
      closesAt,
      votes: 0n,
      decided: false,
      approved: false,
      uri: "ipfs://design",
    });
    const { openDesign } = flux.voting("curator").simulate;
    await expectRefusal(openDesign([1n, opensAt, closesAt, ""]), "FluxVotingDesignAlreadyOpened", [1n]);
    const window = [closesAt, closesAt] as const;
    await expectRefusal(openDesign([2n, ...window, ""]), "FluxVotingInvalidWindow", window);
  });

  test("whose opening has passed opens now: nobody loses a vote to a date set backwards", async () => {
    await flux.voting("curator").write.openDesign([2n, 0n, closesAt, ""]);
    const [opened] = await flux.voting().getEvents.DesignOpened();
    const openedAt = await flux.now();
    expect(opened?.args).toEqual({ designId: 2n, opensAt: openedAt, closesAt, uri: "" });
    await flux.voting("alice").write.vote([2n, [garmentOfAlice]]);
    expect(await flux.voting().read.votesOf([2n])).toBe(1n);
  });

  test("is decided once, after the vote", async () => {
    const { simulate, write } = flux.voting("curator");
    await expectRefusal(simulate.decide([9n, true]), "FluxVotingDesignUnknown", [9n]);
    await expectRefusal(simulate.decide([1n, true]), "FluxVotingStillOpen", [1n, closesAt]);
    await flux.warpTo(closesAt);
    await write.decide([1n, true]);
    const [decided] = await flux.voting().getEvents.DesignDecided();
    expect(decided?.args).toEqual({ designId: 1n, approved: true });
    expect(await flux.voting().read.designOf([1n])).toMatchObject({ decided: true, approved: true });
    await expectRefusal(simulate.decide([1n, false]), "FluxVotingAlreadyDecided", [1n]);
  });

  test("that nobody opened has no page and no votes", async () => {
    await expectRefusal(flux.voting().read.designOf([9n]), "FluxVotingDesignUnknown", [9n]);
    expect(await flux.voting().read.votesOfMany([[1n, 9n]])).toEqual([0n, 0n]);
  });
});

describe("a vote", () => {
  test("counts each garment of its holder once", async () => {
    const second = await flux.mintTo("alice", 300);
    await flux.voting("alice").write.vote([1n, [second, garmentOfAlice]]);
    const [cast] = await flux.voting().getEvents.VoteCast();
    const tokenIds = [second, garmentOfAlice];
    expect(cast?.args).toEqual({ designId: 1n, voter: people.alice.address, tokenIds });
    expect(await votes()).toBe(2n);
    const page = [garmentOfAlice, 1_000_002n, second];
    expect(await flux.voting().read.hasVotedMany([1n, page])).toEqual([true, false, true]);
    expect(await flux.voting().read.votesOfMany([[1n, 2n]])).toEqual([2n, 0n]);

    await expectRefusal(vote("alice", [second]), "FluxVotingAlreadyVoted", [1n, second]);
    const third = await flux.mintTo("alice", 3);
    await expectRefusal(vote("alice", [third, second]), "FluxVotingAlreadyVoted", [1n, second]);
    await expectRefusal(vote("alice", [third, third]), "FluxVotingAlreadyVoted", [1n, third]);
    expect(await votes()).toBe(2n);
  });

  test("is the holder's: not another's, not an operator's, not of a garment that is none", async () => {
    await flux.garment("alice").write.setApprovalForAll([people.bob.address, true]);
    const notBobs = [garmentOfAlice, people.bob.address] as const;
    await expectRefusal(vote("bob", [garmentOfAlice]), "FluxVotingNotHolder", notBobs);
    for (const nothing of [0n, 1_000_002n, 2n ** 256n - 1n]) {
      const refusal = [nothing, people.bob.address] as const;
      await expectRefusal(vote("bob", [nothing]), "FluxVotingNotHolder", refusal);
    }
  });

  test("needs a garment, a design, and an open window", async () => {
    await expectRefusal(vote("alice", []), "FluxVotingEmptyBallot");
    await expectRefusal(vote("alice", [garmentOfAlice], 9n), "FluxVotingDesignUnknown", [9n]);
    await flux.warpTo(closesAt);
    const window = [1n, opensAt, closesAt] as const;
    await expectRefusal(vote("alice", [garmentOfAlice]), "FluxVotingNotOpen", window);
    await flux.voting("curator").write.openDesign([2n, closesAt + hour, closesAt + 2n * hour, ""]);
    await expectRefusal(vote("alice", [garmentOfAlice], 2n), "FluxVotingNotOpen", [
      2n,
      closesAt + hour,
      closesAt + 2n * hour,
    ]);
  });

  test("is lost by a garment that moved after the opening, even back to its holder", async () => {
    await flux
      .garment("alice")
      .write.transferFrom([people.alice.address, people.bob.address, garmentOfAlice]);
    const refusal = [garmentOfAlice, await flux.now(), opensAt] as const;
    await expectRefusal(vote("bob", [garmentOfAlice]), "FluxVotingGarmentMoved", refusal);
    await flux.garment("bob").write.transferFrom([people.bob.address, people.alice.address, garmentOfAlice]);
    const back = [garmentOfAlice, await flux.now(), opensAt] as const;
    await expectRefusal(vote("alice", [garmentOfAlice]), "FluxVotingGarmentMoved", back);
  });

  test("stays counted when its garment moves on", async () => {
    await flux.voting("alice").write.vote([1n, [garmentOfAlice]]);
    await flux
      .garment("alice")
      .write.transferFrom([people.alice.address, people.bob.address, garmentOfAlice]);
    expect(await votes()).toBe(1n);
    const refusal = [garmentOfAlice, await flux.now(), opensAt] as const;
    await expectRefusal(vote("bob", [garmentOfAlice]), "FluxVotingGarmentMoved", refusal);
  });

  test("is had by a garment sold new while the vote runs", async () => {
    const fresh = await flux.mintTo("bob", 2);
    await flux.voting("bob").write.vote([1n, [fresh]]);
    expect(await votes()).toBe(1n);
  });
});

describe("a signed ballot", () => {
  const send = (ballot: Ballot) => flux.voting("stranger").simulate.voteBySig([ballot]);

  test("counts whoever submits it, once", async () => {
    const ballot = await ballotOf("alice", [garmentOfAlice]);
    await flux.voting("stranger").write.voteBySig([ballot]);
    expect(await votes()).toBe(1n);
    await expectRefusal(send(ballot), "FluxVotingAlreadyVoted", [1n, garmentOfAlice]);
  });

  test("counts in the last second of its deadline and not in the next", async () => {
    const deadline = opensAt + 60n;
    const ballot = await ballotOf("alice", [garmentOfAlice], { deadline });
    await flux.warpTo(deadline);
    await send(ballot);
    await flux.warpTo(deadline + 1n);
    await expectRefusal(send(ballot), "FluxVotingBallotExpired", [deadline]);
  });

  const forgeries: [string, (good: Ballot) => Promise<Ballot> | Ballot][] = [
    ["by another", async (good) => ({ ...(await ballotOf("bob", good.tokenIds)), voter: good.voter })],
    ["of no one", (good) => ({ ...good, voter: "0x0000000000000000000000000000000000000000" })],
    ["for other garments", (good) => ({ ...good, tokenIds: [...good.tokenIds, 1_000_002n] })],
    ["for another design", (good) => ({ ...good, designId: 2n })],
    ["with another deadline", (good) => ({ ...good, deadline: good.deadline + 1n })],
    ["of another chain", (good) => ballotOf("alice", good.tokenIds, {}, { chainId: 137 })],
    [
      "of another contract",
      (good) => ballotOf("alice", good.tokenIds, {}, { verifyingContract: flux.addresses.garment }),
    ],
    [
      "of another domain",
      (good) =>
        ballotOf(
          "alice",
          good.tokenIds,
          {},
          garmentDomain({ chainId: flux.chainId, address: flux.addresses.voting }),
        ),
    ],
    ["that is short", (good) => ({ ...good, signature: good.signature.slice(0, -2) as Hex })],
    ["that is long", (good) => ({ ...good, signature: `${good.signature}00` })],
    ["without a signature", (good) => ({ ...good, signature: "0x" })],
    ["of zeros", (good) => ({ ...good, signature: `0x${"00".repeat(65)}` })],
  ];

  test.each(forgeries)("%s is refused, and skipped among many", async (_, forge) => {
    const bad = await forge(await ballotOf("alice", [garmentOfAlice]));
    await expectRefusal(send(bad), "FluxVotingInvalidSignature", [bad.voter]);
    await expectSkipped(bad, "FluxVotingInvalidSignature", [bad.voter]);
  });

  async function expectSkipped(bad: Ballot, errorName: string, args: readonly unknown[]) {
    const good = await ballotOf("bob", [await flux.mintTo("bob", 77)]);
    await flux.voting("stranger").write.voteMany([[bad, good]]);
    const [skipped] = await flux.voting().getEvents.BallotSkipped();
    expect(skipped?.args).toMatchObject({ designId: bad.designId, voter: bad.voter, index: 0n });
    const reason = decodeErrorResult({ abi: fluxVotingAbi, data: skipped?.args.reason ?? "0x" });
    expect({ errorName: reason.errorName, args: reason.args ?? [] }).toEqual({ errorName, args });
    expect(await flux.voting().read.hasVotedMany([1n, good.tokenIds])).toEqual([true]);
  }

  test("that is expired, of a moved garment, cast before, empty or of no design is skipped with its reason", async () => {
    const expired = await ballotOf("alice", [garmentOfAlice], { deadline: opensAt - 1n });
    await expectSkipped(expired, "FluxVotingBallotExpired", [opensAt - 1n]);
    await flux.reset();
    await flux.openBatch(1, 999);
    const [first, second] = [await flux.mintTo("alice", 1), await flux.mintTo("alice", 2)];
    opensAt = (await flux.now()) + 1n;
    await flux.voting("curator").write.openDesign([1n, opensAt, closesAt, ""]);
    await flux.voting("alice").write.vote([1n, [first]]);
    await flux.garment("alice").write.transferFrom([people.alice.address, people.carol.address, second]);
    const movedAt = await flux.now();

    const bad: [Ballot, string, readonly unknown[]][] = [
      [await ballotOf("alice", [first]), "FluxVotingAlreadyVoted", [1n, first]],
      [await ballotOf("alice", [second]), "FluxVotingNotHolder", [second, people.alice.address]],
      [await ballotOf("carol", [second]), "FluxVotingGarmentMoved", [second, movedAt, opensAt]],
      [await ballotOf("alice", []), "FluxVotingEmptyBallot", []],
      [await ballotOf("alice", [first], { designId: 8n }), "FluxVotingDesignUnknown", [8n]],
    ];
    const good = await ballotOf("bob", [await flux.mintTo("bob", 77)]);
    await flux.voting("stranger").write.voteMany([[...bad.map(([ballot]) => ballot), good, good]]);
    const skipped = await flux.voting().getEvents.BallotSkipped();
    expect(skipped.map(({ args: { index } }) => index)).toEqual([0n, 1n, 2n, 3n, 4n, 6n]);
    const reasons = skipped.map(({ args: { reason } }) => {
      const { errorName, args } = decodeErrorResult({ abi: fluxVotingAbi, data: reason ?? "0x" });
      return [errorName, args ?? []];
    });
    expect(reasons).toEqual([
      ...bad.map(([, errorName, args]) => [errorName, args]),
      ["FluxVotingAlreadyVoted", [1n, good.tokenIds[0]]],
    ]);
    expect(await votes()).toBe(2n);
  });

  test("counts from a contract wallet whose key signed it", async () => {
    const wallet = await flux.deploy("KeyWallet", [people.carol.address]);
    const tokenId = 1_000_050n;
    await flux
      .garment("minter")
      .write.mintProduct([
        { to: wallet, tokenId, tagHash: `0x${"7".repeat(64)}`, orderRef: `0x${"8".repeat(64)}` },
      ]);
    const ballot = { ...(await ballotOf("carol", [tokenId])), voter: wallet };
    await send(ballot);
    await flux.voting("stranger").write.voteMany([[ballot]]);
    expect(await votes()).toBe(1n);
  });

  test("never comes alone to nothing: an empty list is refused", async () => {
    await expectRefusal(flux.voting("stranger").simulate.voteMany([[]]), "FluxVotingEmptyBallot");
  });
});

test("fifty ballots of fifty voters are one transaction", async () => {
  const { generatePrivateKey, privateKeyToAccount } = await import("viem/accounts");
  const voters = Array.from({ length: 50 }, () => privateKeyToAccount(generatePrivateKey()));
  const mints = voters.map(({ address }, i) => ({
    to: address,
    tokenId: 1_000_100n + BigInt(i),
    tagHash: `0x${(i + 1).toString(16).padStart(64, "0")}` as Hex,
    orderRef: `0x${"1".repeat(64)}` as Hex,
  }));
  await flux.garment("minter").write.mintProducts([mints]);
  const ballots = await Promise.all(
    voters.map(async (voter, i) => {
      const message = { designId: 1n, tokenIds: [1_000_100n + BigInt(i)], deadline: closesAt };
      const signature = await voter.signTypedData({
        domain: votingDomain({ chainId: flux.chainId, address: flux.addresses.voting }),
        types: ballotTypes,
        primaryType: "Ballot",
        message,
      });
      return { voter: voter.address, ...message, signature };
    }),
  );
  await flux.voting("stranger").write.voteMany([ballots]);
  expect(await votes()).toBe(50n);
});
