import { ballotTypes, tokenIdOf, votingDomain } from "@flux/contracts";
import { sql } from "drizzle-orm";
import type { Address } from "viem";
import {
  generatePrivateKey,
  mnemonicToAccount,
  type PrivateKeyAccount,
  privateKeyToAccount,
} from "viem/accounts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { developmentMnemonic } from "../../../scripts/flux/chain.ts";
import { asha, ravi } from "../../../test/harness/flux-on-chain.ts";
import { designSchema, resultsSchema } from "../../src/modules/voting/schema.ts";
import { designs } from "../../src/modules/voting/tables.ts";
import { findCustodyWallet } from "../../src/modules/wallets/queries.ts";
import { errorOf } from "../error-of.ts";
import type { Buyer } from "../shop/open-shop.ts";
import { type ChainedShop, eventually, openChainedShop } from "./open-chained-shop.ts";

let shop: ChainedShop;
beforeAll(async () => {
  shop = await openChainedShop({ pieces: 9, indexed: true });
  for (const id of [1n, 2n, 3n]) await shop.flux.openDesign(id);
  await shop.deps.db
    .insert(designs)
    .values({ id: 1, title: "Rain Shell", description: "A coat.", picture: null });
  await eventually("the designs", async () => (await shop.api.get("/api/voting/designs/3/results")).ok);
  shop.startMinter();
});
afterAll(() => shop?.close());

const vote = (by: Buyer, design: number, body: object = {}) =>
  by.send("POST", `/api/voting/designs/${design}/vote`, body);
const results = async (design: number, by?: Buyer) => {
  const path = `/api/voting/designs/${design}/results`;
  const answer = by ? await by.send("GET", path) : await shop.api.get(path);
  return resultsSchema.strict().parse(await answer.json());
};
const counted = (design: number, votes: number) =>
  eventually(
    `${votes} votes`,
    async () => (await results(design)).votes === votes,
    () => results(design),
  );

async function holderOf(...serials: number[]) {
  const buyer = await shop.newBuyer();
  const wallet = await findCustodyWallet(shop.deps.db, buyer.id);
  for (const serial of serials) await shop.payFor(serial, wallet!.address as `0x${string}`);
  await eventually("the garments", async () => {
    const { items } = (await (await buyer.send("GET", "/api/garments")).json()) as {
      items: { state: string; owner: string }[];
    };
    return (
      items.every(({ state, owner }) => state === "minted" && owner) &&
      (await results(2, buyer)).yours?.left === serials.length
    );
  });
  return buyer;
}

test("designs are listed with their words, the newest first", async () => {
  const { items } = (await (await shop.api.get("/api/voting/designs")).json()) as { items: unknown[] };
  const listed = designSchema.strict().array().parse(items);
  expect(listed.map(({ id, title, state }) => [id, title, state])).toEqual([
    ["3", "Design 3", "open"],
    ["2", "Design 2", "open"],
    ["1", "Rain Shell", "open"],
  ]);
});

test("all of a person's garments vote once, however often they press", async () => {
  const voter = await holderOf(1, 2);
  expect(await results(1, voter)).toMatchObject({ votes: 0, yours: { cast: 0, left: 2 } });
  // Not counted before all three have asked.
  await shop.stopMinters();
  const answers = await Promise.all([vote(voter, 1), vote(voter, 1), vote(voter, 1)]);
  const ids = await Promise.all(answers.map(async (answer) => ((await answer.json()) as { id: string }).id));
  expect(new Set(ids).size).toBe(1);
  shop.startMinter();
  await counted(1, 2);
  expect(await results(1, voter)).toMatchObject({ yours: { cast: 2, left: 0 } });
  expect(await errorOf(await vote(voter, 1))).toEqual([409, "no_vote_left"]);
  const again = await vote(voter, 1, { tokenIds: ["1000001"] });
  expect(await errorOf(again)).toEqual([409, "garment_cannot_vote"]);
});

test("ballots of several people travel in one transaction", async () => {
  const voters = [await holderOf(3), await holderOf(4), await holderOf(5)];
  await shop.stopMinters();
  for (const voter of voters) expect((await vote(voter, 3)).status).toBe(202);
  shop.startMinter();
  await counted(3, 3);
  const { rows } = await shop.deps.db.execute(
    sql`select count(distinct transaction_id)::int as transactions, count(*)::int as ballots
        from flux.relays where act->>'designId' = '3'`,
  );
  expect(rows).toEqual([{ transactions: 1, ballots: 3 }]);
});

test("nobody votes with what is not theirs, or on what is not there", async () => {
  const voter = await holderOf(6);
  expect(await errorOf(await vote(voter, 2, { tokenIds: ["1000001"] }))).toEqual([
    409,
    "garment_cannot_vote",
  ]);
  expect(await errorOf(await vote(voter, 99))).toEqual([404, "design_not_found"]);
  expect(await errorOf(await vote(await shop.newBuyer(), 2))).toEqual([403, "tribe_only"]);
  expect(await errorOf(await vote(voter, 2, { tokenIds: [] }))).toEqual([400, "invalid_input"]);
  expect(await errorOf(await shop.api.post("/api/voting/designs/2/vote", {}))).toEqual([
    401,
    "not_signed_in",
  ]);
});

/** A person who brought a wallet of their own, which holds these garments. */
async function ownerOf(address: Address, ...serials: number[]) {
  const person = await shop.newBuyer();
  await shop.deps.db.execute(
    sql`insert into flux.wallets (id, user_id, address, kind)
        values (gen_random_uuid(), ${person.id}, ${address.toLowerCase()}, 'own')`,
  );
  for (const serial of serials) await shop.payFor(serial, address);
  await eventually("the garments", async () => (await results(2, person)).yours?.left === serials.length);
  return person;
}

async function ballotOf(voter: Address, signer: Signer, serial: number) {
  const tokenId = tokenIdOf(1, serial);
  const deadline = BigInt(Math.floor(Date.now() / 1000) + 600);
  const signature = await signer.signTypedData({
    domain: votingDomain({ chainId: 31337, address: shop.flux.deployment.FluxVoting }),
    types: ballotTypes,
    primaryType: "Ballot",
    message: { designId: 2n, tokenIds: [tokenId], deadline },
  });
  return { tokenIds: [String(tokenId)], ballot: { voter, deadline: String(deadline), signature } };
}
type Signer = Pick<PrivateKeyAccount, "signTypedData">;

test("a wallet's own signed ballot is relayed, and only that wallet's", async () => {
  const account = privateKeyToAccount(generatePrivateKey());
  const person = await ownerOf(account.address, 7);
  const forged = await ballotOf(account.address, privateKeyToAccount(generatePrivateKey()), 7);
  expect(await errorOf(await vote(person, 2, forged))).toEqual([400, "ballot_signature_wrong"]);
  const before = (await results(2)).votes;
  expect((await vote(person, 2, await ballotOf(account.address, account, 7))).status).toBe(202);
  await counted(2, before + 1);
});

test("of two ballots of one person only the one that was skipped has failed", async () => {
  const signer = mnemonicToAccount(developmentMnemonic, { addressIndex: 5 });
  const person = await ownerOf(asha.address, 8, 9);
  await shop.stopMinters();
  for (const serial of [8, 9])
    expect((await vote(person, 2, await ballotOf(asha.address, signer, serial))).status).toBe(202);
  await shop.flux.transfer(asha, ravi.address, tokenIdOf(1, 9));
  shop.startMinter();
  const relayOf = async (serial: number) => {
    const { rows } = await shop.deps.db.execute<{ state: string; failure: string | null }>(
      sql`select state, failure from flux.relays
          where user_id = ${person.id} and act->'tokenIds' = ${JSON.stringify([String(tokenIdOf(1, serial))])}::jsonb`,
    );
    return rows[0];
  };
  await eventually("the skipped one", async () => (await relayOf(9))?.state === "parked");
  expect((await relayOf(9))?.failure).toMatch(/^FluxVotingNotHolder\(1000009, /);
  expect((await relayOf(8))?.state).toMatch(/^(mined|final)$/);
});

test("a wallet that is cheap in the estimate and dear when mined does not take others' votes along", async () => {
  const moody = await shop.flux.deployWallet("MoodyWallet");
  const account = privateKeyToAccount(generatePrivateKey());
  const [hostile, honest] = [await ownerOf(moody, 10), await ownerOf(account.address, 11)];
  await shop.stopMinters();
  const before = (await results(2)).votes;
  expect((await vote(hostile, 2, await ballotOf(moody, account, 10))).status).toBe(202);
  expect((await vote(honest, 2, await ballotOf(account.address, account, 11))).status).toBe(202);
  shop.startMinter();
  await counted(2, before + 1);
  const { rows } = await shop.deps.db.execute(
    sql`select 1 from flux.transactions where purpose = 'relay' and state = 'reverted'`,
  );
  expect(rows).toEqual([]);
});
