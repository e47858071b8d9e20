import { fluxGarmentAbi, fluxVotingAbi } from "@flux/contracts";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import {
  expectRefusal,
  type Flux,
  hashOf,
  mintOf,
  type Name,
  people,
  roleOf,
  startFlux,
  zero,
} from "./flux.ts";

let flux: Flux;
beforeAll(async () => {
  flux = await startFlux();
});
beforeEach(async () => {
  await flux.reset();
  await flux.openBatch(1);
  await flux.mintTo("alice", 1);
});
afterAll(() => flux.stop());

/** Every function that only a role may call. The rest of the ABI's functions are anybody's, and listed below. */
const guarded: Record<string, { role: string; call: (by: Name) => Promise<unknown> }> = {
  "garment.mintProduct": {
    role: "MINTER",
    call: (by) => flux.garment(by).simulate.mintProduct([mintOf("bob", 2)]),
  },
  "garment.mintProducts": {
    role: "MINTER",
    call: (by) => flux.garment(by).simulate.mintProducts([[mintOf("bob", 2)]]),
  },
  "garment.openBatch": { role: "CURATOR", call: (by) => flux.garment(by).simulate.openBatch([2n, 9, ""]) },
  "garment.lowerCap": { role: "CURATOR", call: (by) => flux.garment(by).simulate.lowerCap([1n, 9]) },
  "garment.vaultBatch": { role: "CURATOR", call: (by) => flux.garment(by).simulate.vaultBatch([1n]) },
  "garment.updateMetadata": {
    role: "CURATOR",
    call: (by) => flux.garment(by).simulate.updateMetadata([1n, "x"]),
  },
  "garment.setContractURI": {
    role: "CURATOR",
    call: (by) => flux.garment(by).simulate.setContractURI(["x"]),
  },
  "garment.retag": {
    role: "TAGGER",
    call: (by) => flux.garment(by).simulate.retag([1_000_001n, hashOf("x")]),
  },
  "garment.pause": { role: "PAUSER", call: (by) => flux.garment(by).simulate.pause() },
  "garment.unpause": {
    role: "PAUSER",
    call: async (by) => {
      await flux.garment("pauser").write.pause();
      return flux.garment(by).simulate.unpause();
    },
  },
  "garment.setDefaultRoyalty": {
    role: "DEFAULT_ADMIN",
    call: (by) => flux.garment(by).simulate.setDefaultRoyalty([people.bob.address, 1n]),
  },
  "garment.setBatchRoyalty": {
    role: "DEFAULT_ADMIN",
    call: (by) => flux.garment(by).simulate.setBatchRoyalty([1n, people.bob.address, 1n]),
  },
  "garment.grantRole": {
    role: "DEFAULT_ADMIN",
    call: (by) => flux.garment(by).simulate.grantRole([roleOf("MINTER"), people.bob.address]),
  },
  "garment.revokeRole": {
    role: "DEFAULT_ADMIN",
    call: (by) => flux.garment(by).simulate.revokeRole([roleOf("MINTER"), people.minter.address]),
  },
  "voting.openDesign": {
    role: "CURATOR",
    call: (by) => flux.voting(by).simulate.openDesign([1n, 0n, 2n ** 40n, ""]),
  },
  "voting.decide": {
    role: "CURATOR",
    call: async (by) => {
      const closesAt = (await flux.now()) + 5n;
      await flux.voting("curator").write.openDesign([1n, 0n, closesAt, ""]);
      await flux.warpTo(closesAt);
      return flux.voting(by).simulate.decide([1n, true]);
    },
  },
  "voting.grantRole": {
    role: "DEFAULT_ADMIN",
    call: (by) => flux.voting(by).simulate.grantRole([roleOf("CURATOR"), people.bob.address]),
  },
  "voting.revokeRole": {
    role: "DEFAULT_ADMIN",
    call: (by) => flux.voting(by).simulate.revokeRole([roleOf("CURATOR"), people.curator.address]),
  },
};

const open = [
  "garment.approve",
  "garment.handover",
  "garment.handoverAttested",
  "garment.renounceRole",
  "garment.safeTransferFrom",
  "garment.setApprovalForAll",
  "garment.transferBySig",
  "garment.transferFrom",
  "voting.renounceRole",
  "voting.vote",
  "voting.voteBySig",
  "voting.voteMany",
];

const holders = {
  DEFAULT_ADMIN: "admin",
  MINTER: "minter",
  CURATOR: "curator",
  TAGGER: "tagger",
  PAUSER: "pauser",
};
const everybody: Name[] = ["admin", "minter", "curator", "tagger", "attestor", "pauser", "alice", "stranger"];

test("every function that writes is either guarded by a role here or open on purpose", () => {
  const writing = (name: string, abi: typeof fluxGarmentAbi | typeof fluxVotingAbi) =>
    abi.flatMap((entry) =>
      entry.type === "function" && entry.stateMutability === "nonpayable" ? [`${name}.${entry.name}`] : [],
    );
  const all = new Set([...writing("garment", fluxGarmentAbi), ...writing("voting", fluxVotingAbi)]);
  expect([...all].sort()).toEqual([...Object.keys(guarded), ...open].sort());
});

test.each(Object.entries(guarded))("%s is for its role alone", async (_, { role, call }) => {
  const holder = holders[role as keyof typeof holders] as Name;
  for (const by of everybody.filter((name) => name !== holder)) {
    await flux.reset();
    await flux.openBatch(1);
    await flux.mintTo("alice", 1);
    await expectRefusal(call(by), "AccessControlUnauthorizedAccount", [people[by].address, roleOf(role)]);
  }
  await flux.reset();
  await flux.openBatch(1);
  await flux.mintTo("alice", 1);
  await call(holder);
});

test("the roles have the ids that their names hash to", async () => {
  const { read } = flux.garment();
  expect(await read.MINTER_ROLE()).toBe(roleOf("MINTER"));
  expect(await read.CURATOR_ROLE()).toBe(roleOf("CURATOR"));
  expect(await read.TAGGER_ROLE()).toBe(roleOf("TAGGER"));
  expect(await read.ATTESTOR_ROLE()).toBe(roleOf("ATTESTOR"));
  expect(await read.PAUSER_ROLE()).toBe(roleOf("PAUSER"));
  expect(await flux.voting().read.CURATOR_ROLE()).toBe(roleOf("CURATOR"));
});

test("nobody gives up another's role", async () => {
  const { address } = people.minter;
  const act = flux.garment("stranger").simulate.renounceRole([roleOf("MINTER"), address]);
  await expectRefusal(act, "AccessControlBadConfirmation");
});

test("an admin who left can do nothing more", async () => {
  await flux.garment("admin").write.renounceRole([roleOf("DEFAULT_ADMIN"), people.admin.address]);
  const act = flux.garment("admin").simulate.grantRole([roleOf("MINTER"), zero]);
  await expectRefusal(act, "AccessControlUnauthorizedAccount", [
    people.admin.address,
    roleOf("DEFAULT_ADMIN"),
  ]);
});
