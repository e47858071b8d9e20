import { expect, test } from "vitest";
import { createHashSlots } from "./hash-slots.ts";

/** Work that goes on until it is let go. */
function standing() {
  let started = 0;
  const gate = Promise.withResolvers<void>();
  const work = async () => {
    started++;
    await gate.promise;
    return "hash";
  };
  return { work, started: () => started, letGo: gate.resolve };
}

test("no more passwords are hashed at a time than there are places, however many come", async () => {
  const slots = createHashSlots({ atOnce: 2, most: 10, mostOfNetwork: 10 });
  const { work, started, letGo } = standing();
  const all = Array.from({ length: 6 }, () => slots("203.0.113.1", work));
  await Promise.resolve();
  await new Promise(setImmediate);
  expect(started()).toBe(2);
  letGo();
  expect(await Promise.all(all)).toEqual(Array(6).fill("hash"));
  expect(started()).toBe(6);
});

test("a network that fills its share is refused with the time to wait, and the others still get theirs", async () => {
  const slots = createHashSlots({ atOnce: 1, most: 10, mostOfNetwork: 3 });
  const { work, letGo } = standing();
  const flood = Array.from({ length: 3 }, (_, i) => slots(`2001:db8:0:1::${i}`, work));
  const refused = { code: "too_many_requests", status: 429, values: { retryAfterSec: 2 } };
  const tooMany = slots("2001:db8:0:1:ffff::9", work);
  const other = slots("2001:db8:0:2::1", work);
  letGo();
  await expect(tooMany).rejects.toMatchObject(refused);
  expect(await Promise.all([...flood, other])).toHaveLength(4);
  expect(await slots("2001:db8:0:1::1", async () => "again")).toBe("again");
});

test("when every place is taken anybody is refused with the time to wait, and work that fails gives its place back", async () => {
  const slots = createHashSlots({ atOnce: 1, most: 2, mostOfNetwork: 2 });
  const { work, letGo } = standing();
  const all = [slots("203.0.113.1", work), slots("203.0.113.2", work)];
  const refused = { code: "too_many_requests", status: 429, values: { retryAfterSec: 2 } };
  await expect(slots("203.0.113.3", work)).rejects.toMatchObject(refused);
  letGo();
  await Promise.all(all);
  const failing = async () => Promise.reject(new Error("no memory"));
  for (let i = 0; i < 5; i++) await expect(slots("203.0.113.1", failing)).rejects.toThrow("no memory");
  expect(await slots("203.0.113.1", async () => "hash")).toBe("hash");
});
