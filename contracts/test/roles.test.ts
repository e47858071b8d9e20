import {
  adminRole,
  attestationTypes,
  fluxGarmentAbi,
  fluxVotingAbi,
  garmentDomain,
  grants,
  handoverTypes,
  workingRoles,
} from "@flux/contracts";
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

/** A call of every function that only a role may call. The rest of the ABI's are anybody's, and listed below. */
const guarded: Record<string, { call: (by: Name) => Promise<unknown> }> = {
  "garment.mintProduct": {
    call: (by) => flux.garment(by).simulate.mintProduct([mintOf("bob", 2)]),
  },
  "garment.mintProducts": {
    call: (by) => flux.garment(by).simulate.mintProducts([[mintOf("bob", 2)]]),
  },
  "garment.openBatch": { call: (by) => flux.garment(by).simulate.openBatch([2n, 9, ""]) },
  "garment.openBatchWithRoyalty": {
    call: (by) => flux.garment(by).simulate.openBatchWithRoyalty([2n, 9, "", people.bob.address, 1n]),
  },
  "garment.lowerCap": { call: (by) => flux.garment(by).simulate.lowerCap([1n, 9]) },
  "garment.vaultBatch": { call: (by) => flux.garment(by).simulate.vaultBatch([1n]) },
  "garment.updateMetadata": {
    call: (by) => flux.garment(by).simulate.updateMetadata([1n, "x"]),
  },
  "garment.setContractURI": {
    call: (by) => flux.garment(by).simulate.setContractURI(["x"]),
  },
  "garment.retag": {
    call: (by) => flux.garment(by).simulate.retag([1_000_001n, hashOf("x")]),
  },
  "garment.pause": { call: (by) => flux.garment(by).simulate.pause() },
  "garment.unpause": {
    call: async (by) => {
      await flux.garment("pauser").write.pause();
      return flux.garment(by).simulate.unpause();
    },
  },
  "garment.setDefaultRoyalty": {
    call: (by) => flux.garment(by).simulate.setDefaultRoyalty([people.bob.address, 1n]),
  },
  "garment.setBatchRoyalty": {
    call: (by) => flux.garment(by).simulate.setBatchRoyalty([1n, people.bob.address, 1n]),
  },
  "garment.setOwner": {
    call: (by) => flux.garment(by).simulate.setOwner([people.bob.address]),
  },
  "garment.grantRole": {
    call: (by) => flux.garment(by).simulate.grantRole([roleOf("MINTER"), people.bob.address]),
  },
  "garment.revokeRole": {
    call: (by) => flux.garment(by).simulate.revokeRole([roleOf("MINTER"), people.minter.address]),
  },
  "voting.openDesign": {
    call: (by) => flux.voting(by).simulate.openDesign([1n, 0n, 2n ** 40n, ""]),
  },
  "voting.decide": {
    call: async (by) => {
      const closesAt = (await flux.now()) + 5n;
      await flux.voting("curator").write.openDesign([1n, 0n, closesAt, ""]);
      await flux.warpTo(closesAt);
      return flux.voting(by).simulate.decide([1n, true]);
    },
  },
  "voting.grantRole": {
    call: (by) => flux.voting(by).simulate.grantRole([roleOf("CURATOR"), people.bob.address]),
  },
  "voting.revokeRole": {
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

const contracts = { garment: "FluxGarment", voting: "FluxVoting" } as const;
type Role = { id: `0x${string}`; may: Partial<Record<"FluxGarment" | "FluxVoting", readonly string[]>> };
const roles: Partial<Record<Name, Role>> = { admin: adminRole, ...workingRoles };

/** Who may call it, from the table that the deployment grants by. */
function holderOf(name: string): Name {
  const [contract, fn] = name.split(".") as [keyof typeof contracts, string];
  const found = Object.entries(roles).filter(([, { may }]) => may[contracts[contract]]?.includes(fn));
  expect(found, name).toHaveLength(1);
  return found[0]?.[0] as Name;
}

const everybody: Name[] = ["admin", "minter", "curator", "tagger", "attestor", "pauser", "alice", "stranger"];

test("every function that writes is either guarded by a role here or open on purpose", () => {
  const writing = (name: string, abi: typeof fluxGarmentAbi | typeof fluxVotingAbi) =>
    abi.flatMap((entry) =>
      entry.type === "function" && entry.stateMutability === "nonpayable" ? [`${name}.${entry.name}`] : [],
    );
  const all = new Set([...writing("garment", fluxGarmentAbi), ...writing("voting", fluxVotingAbi)]);
  expect([...all].sort()).toEqual([...Object.keys(guarded), ...open].sort());
});

test("every function of the table is called here", () => {
  const named = Object.values(roles).flatMap(({ may }) => Object.values(may).flatMap((names) => [...names]));
  expect(Object.keys(guarded)).toHaveLength(named.length);
  expect(grants).toEqual([
    ["FluxGarment", "minter"],
    ["FluxGarment", "curator"],
    ["FluxVoting", "curator"],
    ["FluxGarment", "tagger"],
    ["FluxGarment", "attestor"],
    ["FluxGarment", "pauser"],
  ]);
});

test.each(Object.entries(guarded))("%s is for its role alone", async (name, { call }) => {
  const holder = holderOf(name);
  const role = roles[holder]?.id;
  for (const by of everybody.filter((name) => name !== holder)) {
    await flux.reset();
    await flux.openBatch(1);
    await flux.mintTo("alice", 1);
    await expectRefusal(call(by), "AccessControlUnauthorizedAccount", [people[by].address, role]);
  }
  await flux.reset();
  await flux.openBatch(1);
  await flux.mintTo("alice", 1);
  await call(holder);
});

test("an attestation is an attestor's alone: a perfect one of anybody else's moves nothing", async () => {
  const domain = garmentDomain({ chainId: flux.chainId, address: flux.addresses.garment });
  const deadline = (await flux.now()) + 1_000n;
  const move = { to: people.bob.address, tokenId: 1_000_001n, moves: 0n, deadline };
  const tagHash = hashOf("tag 1");
  const consent = await people.alice.signTypedData({
    domain,
    types: handoverTypes,
    primaryType: "Handover",
    message: move,
  });
  const handover = async (by: Name) => {
    const attestation = await people[by].signTypedData({
      domain,
      types: attestationTypes,
      primaryType: "Attestation",
      message: { ...move, tagHash },
    });
    return flux
      .garment("stranger")
      .simulate.handoverAttested([
        move.to,
        move.tokenId,
        deadline,
        consent,
        tagHash,
        people[by].address,
        attestation,
      ]);
  };
  for (const by of everybody.filter((name) => name !== "attestor")) {
    await expectRefusal(handover(by), "AccessControlUnauthorizedAccount", [
      people[by].address,
      workingRoles.attestor.id,
    ]);
  }
  await handover("attestor");
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
