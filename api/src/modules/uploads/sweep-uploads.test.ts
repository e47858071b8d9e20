import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { waitingFor } from "../../../test/hold-still.ts";
import { jpegOf } from "../../../test/pictures.ts";
import { type Buyer, openShop, type Shop } from "../../../test/shop/open-shop.ts";
import { removeAvatar, setAvatar } from "../users/change-avatar.ts";
import { users } from "../users/tables.ts";
import { exchangeUploads } from "./exchange-uploads.ts";
import { keepUpload } from "./keep-upload.ts";
import { sweepUploads } from "./sweep-uploads.ts";
import { uploads } from "./tables.ts";

let shop: Shop;
let deps: Shop["api"]["deps"];
let me: Buyer;
let other: Buyer;
beforeAll(async () => {
  shop = await openShop({ work: false });
  deps = shop.api.deps;
});
beforeEach(async () => {
  [me, other] = await Promise.all([shop.newBuyer(), shop.newBuyer()]);
});
afterAll(() => shop?.close());

const sentOf = async (color: string) => ({ body: await jpegOf(color), contentType: "image/jpeg" });
const keep = async (color: string) =>
  keepUpload(deps, { kind: "avatar", userId: me.id, sent: await sentOf(color) });
const show = async (color: string, who = me) =>
  setAvatar(deps, { userId: who.id, sent: await sentOf(color) });
const isThere = async (name: string) => (await deps.storage.get(name)) !== null;
const sweep = () => sweepUploads.run(deps, {});
const use = (name: string) =>
  deps.db.transaction((tx) => exchangeUploads(deps, tx, { comes: [name], goes: [] }));

/** A sweep whose first deletion of a file stands still. `isHeld` when it has come so far. */
function sweepThatStops() {
  const isHeld = Promise.withResolvers<void>();
  const goOn = Promise.withResolvers<void>();
  const storage = {
    ...deps.storage,
    async delete(name: string) {
      isHeld.resolve();
      await goOn.promise;
      await deps.storage.delete(name);
    },
  };
  return { done: sweepUploads.run({ ...deps, storage }, {}), isHeld: isHeld.promise, goOn: goOn.resolve };
}

test("a picture that is due and sent again is kept until its new use is committed", async () => {
  const name = await show("red");
  await removeAvatar(deps, { userId: me.id });
  expect(await keep("red")).toBe(name);
  await sweep();
  await use(name);
  await sweep();
  expect(await isThere(name)).toBe(true);
});

test("who stops using a picture takes it from nobody who has just sent the same one", async () => {
  const name = await show("orange", other);
  await keep("orange");
  await removeAvatar(deps, { userId: other.id });
  await sweep();
  expect(await isThere(name)).toBe(true);
});

test("a picture that is sent while it is swept is written after it", async () => {
  const name = await show("gold");
  await removeAvatar(deps, { userId: me.id });
  const swept = sweepThatStops();
  await swept.isHeld;
  const shown = show("gold", other);
  expect(await waitingFor(deps.db, 1, shown)).toBe("waits");
  swept.goOn();
  expect(await shown).toBe(name);
  await swept.done;
  await sweep();
  expect(await isThere(name)).toBe(true);
});

test("a picture that is sent again after a sweep saw that it was due is left alone by that sweep", async () => {
  const [first, second] = [await show("lime"), await show("green", other)];
  await removeAvatar(deps, { userId: me.id });
  await removeAvatar(deps, { userId: other.id });
  const swept = sweepThatStops();
  await swept.isHeld;
  await keep("green");
  swept.goOn();
  await swept.done;
  expect([await isThere(first), await isThere(second)]).toEqual([false, true]);
});

test("a storage that does not answer leaves the row, and the next sweep deletes the file", async () => {
  const name = await show("navy");
  await removeAvatar(deps, { userId: me.id });
  const gone = () => Promise.reject(new Error("the storage is away"));
  const away = sweepUploads.run({ ...deps, storage: { ...deps.storage, delete: gone } }, {});
  await expect(away).rejects.toThrow("the storage is away");
  expect(await deps.db.$count(uploads, eq(uploads.name, name))).toBe(1);
  await sweep();
  expect([await isThere(name), await deps.db.$count(uploads, eq(uploads.name, name))]).toEqual([false, 0]);
});

test("a file that is used is never swept, whatever its row says of itself", async () => {
  const name = await show("plum");
  await deps.db
    .update(uploads)
    .set({ sweepAfter: new Date(0) })
    .where(eq(uploads.name, name));
  await sweep();
  const [row] = await deps.db.select().from(uploads).where(eq(uploads.name, name));
  expect([await isThere(name), row?.sweepAfter]).toEqual([true, null]);
});

test("a person who changes their picture never waits for a sweep that waits for them", async () => {
  const name = await show("tan");
  await show("tan", other);
  await deps.db.transaction(async (tx) => {
    // As deleting an account does: the person first, then their file.
    await tx.select().from(users).where(eq(users.id, me.id)).for("update");
    await deps.db
      .update(uploads)
      .set({ sweepAfter: new Date(0) })
      .where(eq(uploads.name, name));
    await sweep();
    await exchangeUploads(deps, tx, { comes: [], goes: [name] });
  });
  expect(await isThere(name)).toBe(true);
});

test("nobody uses a file that is not there", async () => {
  await expect(use(`avatar-${"0".repeat(64)}.webp`)).rejects.toMatchObject({ code: "upload_gone" });
});
