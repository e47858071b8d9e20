import { eq, sql } from "drizzle-orm";
import type { Address } from "viem";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { startApi, type TestApi } from "../../test/start-api.ts";
import { holdSigner, type Lease, releaseSigner, takeNonce } from "./hold-signer.ts";
import { signers } from "./tables.ts";

const address: Address = `0x${"5".repeat(40)}`;
const [one, another] = ["worker-1", "worker-2"] as const;

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

beforeEach(async () => {
  await api.deps.db.delete(signers);
  // As a first worker leaves it: the chain is asked for a nonce only where no row is.
  await api.deps.db.insert(signers).values({
    address,
    nextNonce: 7,
    leaseHolder: "nobody",
    leaseUntil: sql`now() - interval '1 second'`,
    fence: 3,
  });
});

const hold = (holder: string) => holdSigner(api.deps, { address, holder });
const held = async (holder: string): Promise<Lease> => {
  const lease = await hold(holder);
  if (!lease) throw new Error(`${holder} did not get the signer`);
  return lease;
};
const take = (lease: Lease) => api.deps.db.transaction((tx) => takeNonce(tx, lease));
const ends = () =>
  api.deps.db
    .update(signers)
    .set({ leaseUntil: sql`now() - interval '1 millisecond'` })
    .where(eq(signers.address, address));
const nextNonce = async () => (await api.deps.db.select().from(signers))[0]?.nextNonce;

test("a signer is one worker's until its lease ends or is given back", async () => {
  await held(one);
  expect(await hold(another)).toBeNull();
  await ends();
  expect((await held(another)).fence).toBe(5);
  expect(await hold(one)).toBeNull();
  await releaseSigner(api.deps, { address, holder: one });
  expect(await hold(one)).toBeNull();
  await releaseSigner(api.deps, { address, holder: another });
  expect((await held(one)).fence).toBe(6);
});

test("renewing a lease is the same holding of it", async () => {
  const lease = await held(one);
  expect(await held(one)).toEqual(lease);
});

test("a worker whose signer another took over gets no nonce, though none was used meanwhile", async () => {
  const before = await held(one);
  await ends();
  const now = await held(another);
  expect(now.nextNonce).toBe(before.nextNonce);
  await expect(take(before)).rejects.toThrow(`the lease on signer ${address} is lost`);
  expect(await nextNonce()).toBe(7);
  await take(now);
  expect(await nextNonce()).toBe(8);
});

test("a worker that comes back after its lease's end gets no nonce, though nobody took the signer over", async () => {
  const lease = await held(one);
  await ends();
  await expect(take(lease)).rejects.toThrow("is lost");
  expect(await nextNonce()).toBe(7);
});

test("one nonce is taken once, also by who holds the signer", async () => {
  const lease = await held(one);
  await take(lease);
  await expect(take(lease)).rejects.toThrow("is lost");
  expect(await nextNonce()).toBe(8);
});
