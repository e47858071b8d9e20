import { eq, sql } from "drizzle-orm";
import type { Address } from "viem";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { holdStill, waitingFor } from "../../test/hold-still.ts";
import { startApi, type TestApi } from "../../test/start-api.ts";
import { holdSigner, type Lease, releaseSigner, renewLease, requireLease } from "./hold-signer.ts";
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
  // As a first worker leaves it.
  await api.deps.db.insert(signers).values({
    address,
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
const use = (lease: Lease) => api.deps.db.transaction((tx) => requireLease(tx, lease));
const ends = () =>
  api.deps.db
    .update(signers)
    .set({ leaseUntil: sql`now() - interval '1 millisecond'` })
    .where(eq(signers.address, address));
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

test("a worker that tells that it lives keeps its signer, and takes back none that it lost", async () => {
  const lease = await held(one);
  await ends();
  await renewLease(api.deps, lease);
  expect(await hold(another)).toBeNull();
  await ends();
  const now = await held(another);
  await renewLease(api.deps, lease);
  await expect(use(lease)).rejects.toThrow(`the lease on signer ${address} is lost`);
  await use(now);
});

test("a worker whose signer another took over signs nothing more", async () => {
  const before = await held(one);
  await ends();
  await held(another);
  await expect(use(before)).rejects.toThrow("is lost");
});

test("a worker that was slow goes on, when nobody took its signer over", async () => {
  const lease = await held(one);
  await ends();
  await use(lease);
});

test("nobody takes a signer over in the middle of what its holder stores", async () => {
  const lease = await held(one);
  await ends();
  const storing = await holdStill(api.deps.db, (tx) => requireLease(tx, lease));
  const taking = hold(another);
  expect(await waitingFor(api.deps.db, 1, taking)).toBe("waits");
  await storing.end("commit");
  expect((await taking)?.fence).toBe(5);
});

test("two who come first at once are one holder", async () => {
  await api.deps.db.delete(signers);
  const leases = await Promise.all([hold(one), hold(another)]);
  expect(leases.filter((lease) => lease !== null)).toHaveLength(1);
});
