import { readdir } from "node:fs/promises";
import { eq } from "drizzle-orm";
import sharp from "sharp";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { errorOf } from "../../../test/error-of.ts";
import { blackPng, jpegHeldUpright, jpegOf } from "../../../test/pictures.ts";
import { type Buyer, openShop, type Shop } from "../../../test/shop/open-shop.ts";
import { sweepUploads } from "../uploads/sweep-uploads.ts";
import { uploads } from "../uploads/tables.ts";
import { avatarSchema, profileSchema } from "./schema.ts";
import { users } from "./tables.ts";

const path = "/api/users/avatar";
const mib = 1024 * 1024;
let shop: Shop;
let me: Buyer;
let jpeg: Buffer;
beforeAll(async () => {
  shop = await openShop({ work: false });
  jpeg = await jpegOf("teal");
});
beforeEach(async () => {
  me = await shop.newBuyer();
});
afterAll(() => shop?.close());

const put = async (bytes: Uint8Array, who = me) => who.sendBytes("PUT", path, bytes, "image/jpeg");
const post = async (form: FormData, who = me) => {
  const request = new Request("http://form.test", { method: "POST", body: form });
  const type = request.headers.get("content-type") ?? "";
  return who.sendBytes("POST", path, await request.bytes(), type);
};
const formOf = (bytes: Uint8Array, name = "picture") => {
  const form = new FormData();
  form.set(name, new Blob([new Uint8Array(bytes)], { type: "image/png" }), "../../me.svg");
  return form;
};
const shownIn = async (answer: Response) => avatarSchema.strict().parse(await answer.json()).picture ?? "";
const shown = async (who = me) =>
  profileSchema.strict().parse(await (await who.send("GET", "/api/users/profile")).json()).picture;
const read = async (url: string) => Buffer.from(await (await shop.api.get(url)).arrayBuffer());
const sweep = () => sweepUploads.run(shop.api.deps, {});
const files = async () =>
  (await readdir(shop.api.env.UPLOADS_DIR).catch(() => [])).filter((name) => name !== "halves");

describe("a picture of oneself", () => {
  test.each<[string, () => Promise<Response>]>([
    ["a JPEG as it is", () => put(jpeg)],
    ["a PNG that says it is a JPEG", () => put(blackPng(1, 1))],
    ["a form's file, whatever it is called", () => post(formOf(jpeg))],
  ])("is drawn anew at 400 × 400 from %s", async (_, send) => {
    const url = await shownIn(await send());
    expect(await shown()).toBe(url);
    expect(await sharp(await read(url)).metadata()).toMatchObject({
      ...{ format: "webp", width: 400, height: 400 },
    });
  });

  test("keeps the side up that the camera held up, and nothing of when, where and by whom", async () => {
    const sent = await jpegHeldUpright();
    expect((await sharp(sent).metadata()).exif?.includes("kira-was-here")).toBe(true);
    const drawn = await read(await shownIn(await put(sent)));
    const { exif, xmp, icc, orientation } = await sharp(drawn).metadata();
    expect([exif, xmp, icc, orientation]).toEqual([undefined, undefined, undefined, undefined]);
    expect(drawn.includes("kira-was-here")).toBe(false);
    const { data, info } = await sharp(drawn).raw().toBuffer({ resolveWithObject: true });
    const redAndBlueAt = (y: number) => {
      const at = (y * info.width + 200) * info.channels;
      return [data[at] ?? 0, data[at + 2] ?? 0].map((value) => value > 128);
    };
    expect([redAndBlueAt(50), redAndBlueAt(350)]).toEqual([
      [true, false],
      [false, true],
    ]);
  });

  test("has nothing in it of what was hidden behind or inside the one that was sent", async () => {
    const script = Buffer.from("<script>alert(document.domain)</script>PK\x03\x04");
    for (const sent of [Buffer.concat([jpeg, script]), blackPng(8, 8, [["tEXt", script]])]) {
      const drawn = await read(await shownIn(await put(sent)));
      expect(drawn.includes("script")).toBe(false);
      expect(drawn.subarray(8, 12).toString()).toBe("WEBP");
    }
  });

  test("that is sent twice is kept once, and a new one takes its place", async () => {
    const jpeg = await jpegOf("indigo");
    const first = await shownIn(await put(jpeg));
    expect(await shownIn(await put(jpeg))).toBe(first);
    await sweep();
    expect((await shop.api.get(first)).status).toBe(200);
    const second = await shownIn(await put(await jpegOf("gold")));
    await sweep();
    expect([await shown(), (await shop.api.get(second)).status]).toEqual([second, 200]);
    expect(await errorOf(await shop.api.get(first))).toEqual([404, "upload_not_found"]);
  });

  test("that somebody else has, too, stays theirs when it is removed, also twice", async () => {
    const jpeg = await jpegOf("olive");
    const other = await shop.newBuyer();
    const url = await shownIn(await put(jpeg));
    expect(await shownIn(await put(jpeg, other))).toBe(url);
    for (const _ of "12") expect((await me.send("DELETE", path)).status).toBe(200);
    await sweep();
    expect([await shown(), await shown(other), (await shop.api.get(url)).status]).toEqual([null, url, 200]);
    await other.send("DELETE", path);
    await sweep();
    expect((await shop.api.get(url)).status).toBe(404);
  });

  test("is nobody's who is signed out, or on a page of another site", async () => {
    const headers = { "content-type": "image/jpeg" };
    const body = new Uint8Array(jpeg);
    for (const method of ["PUT", "POST"])
      expect(await errorOf(await shop.api.app.request(path, { method, headers, body }))).toEqual([
        ...[401, "not_signed_in"],
      ]);
    expect(await errorOf(await shop.api.app.request(path, { method: "DELETE" }))).toEqual([
      ...[401, "not_signed_in"],
    ]);
    const foreign = { "content-type": "multipart/form-data; boundary=x", "sec-fetch-site": "cross-site" };
    const posted = await shop.api.app.request(path, { method: "POST", headers: foreign, body });
    expect(await errorOf(posted)).toEqual([403, "cross_site_request"]);
  });

  test("is given back to nobody whose account was deleted meanwhile", async () => {
    await shop.api.deps.db.update(users).set({ deletedAt: new Date() }).where(eq(users.id, me.id));
    expect(await errorOf(await put(jpeg))).toEqual([404, "user_not_found"]);
    expect(await errorOf(await me.send("DELETE", path))).toEqual([404, "user_not_found"]);
  });
});

const acTL: [string, Buffer] = ["acTL", Buffer.from([0, 0, 0, 2, 0, 0, 0, 0])];
const svg = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><rect width="9" height="9"/></svg>';
describe("what is no picture that can be shown is refused, and nothing of it is kept:", () => {
  test.each<[string, () => Uint8Array | Promise<Uint8Array>, number, string]>([
    ["nothing", () => new Uint8Array(), 400, "picture_missing"],
    ["an SVG", () => Buffer.from(svg), 415, "picture_type_refused"],
    ["a page", () => Buffer.from("<!doctype html><script>1</script>"), 415, "picture_type_refused"],
    ["a PDF", () => Buffer.from("%PDF-1.7\n"), 415, "picture_type_refused"],
    ["a GIF that is a script, too", () => Buffer.from("GIF89a/*\0\0*/=1;"), 415, "picture_type_refused"],
    ["a WebP", () => sharp(jpeg).webp().toBuffer(), 415, "picture_type_refused"],
    ["JSON", () => Buffer.from('{"picture":"x"}'), 415, "picture_type_refused"],
    [
      "a page that begins like a JPEG",
      () => Buffer.from("\xff\xd8\xff<html>", "latin1"),
      422,
      "picture_broken",
    ],
    ["half a JPEG", () => jpeg.subarray(0, jpeg.length / 2), 422, "picture_broken"],
    ["half a PNG", () => blackPng(900, 900).subarray(0, 60), 422, "picture_broken"],
    ["an animated PNG", () => blackPng(8, 8, [acTL]), 422, "picture_animated"],
    ["50,000 × 50,000 pixels", () => blackPng(50_000, 50_000), 422, "picture_has_too_many_pixels"],
    ["over 2 MiB", () => Buffer.concat([jpeg, Buffer.alloc(2 * mib)]), 413, "picture_too_large"],
    ["over 2 MiB and what a form adds", () => Buffer.alloc(3 * mib), 413, "body_too_large"],
  ])("%s", async (_, make, status, code) => {
    const before = await files();
    const bytes = await make();
    expect(await errorOf(await put(bytes))).toEqual([status, code]);
    expect(await errorOf(await post(formOf(bytes)))).toEqual([status, code]);
    expect([await shown(), await files()]).toEqual([null, before]);
  });

  test("a form without the file, and one that is none", async () => {
    expect(await errorOf(await post(formOf(jpeg, "avatar")))).toEqual([400, "picture_missing"]);
    const broken = await me.sendBytes("POST", path, jpeg, "multipart/form-data; boundary=x");
    expect(await errorOf(broken)).toEqual([400, "picture_form_unreadable"]);
  });
});

describe("ten pictures at once", () => {
  /** The processes that draw stand still, both of them, until the work is done. */
  async function whileNothingIsDrawn(work: () => Promise<void>) {
    const { pictures } = shop.api.deps;
    const someone = await shop.newBuyer();
    await expect
      .poll(async () => {
        await Promise.all([put(jpeg, someone), put(jpeg, someone)]);
        return pictures.pids().length;
      })
      .toBe(2);
    const all = (signal: NodeJS.Signals) => {
      for (const pid of pictures.pids()) process.kill(pid, signal);
    };
    all("SIGSTOP");
    try {
      await work();
    } finally {
      all("SIGCONT");
    }
  }
  const bomb = (seed: number) => blackPng(4_000 - seed, 4_000);

  test("hold up no other request, however long they take, and are all shown", async () => {
    const people = await Promise.all(Array.from({ length: 10 }, () => shop.newBuyer()));
    let answered = 0;
    let answers: Promise<Response>[] = [];
    await whileNothingIsDrawn(async () => {
      answers = people.map((person, i) =>
        put(bomb(i), person).finally(() => {
          answered += 1;
        }),
      );
      for (let i = 0; i < 20; i++) {
        expect((await shop.api.get("/api/products")).status).toBe(200);
        expect((await me.send("GET", "/api/auth/me")).status).toBe(200);
      }
      // A password's hash needs one of Node's own threads.
      await shop.newBuyer({ password: "four-words-are-better" });
      expect(answered).toBe(0);
    });
    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual(Array(10).fill(200));
  });

  test("of one person are four and six refusals, and leave one picture and one file", async () => {
    const before = await files();
    // Colours of no other test here: a file that somebody else shows would stay, and be no new one.
    const pictures = await Promise.all(
      Array.from({ length: 10 }, (_, i) => jpegOf(`hsl(${i * 36 + 7}, 60%, 40%)`)),
    );
    let answers: Promise<Response>[] = [];
    await whileNothingIsDrawn(async () => {
      answers = pictures.map((picture) => put(picture));
      const refused = answers.map((answer) => answer.then(({ status }) => status === 429));
      let refusals = 0;
      for (const one of refused) one.then((is) => (refusals += Number(is)));
      await expect.poll(() => refusals).toBe(6);
    });
    const done = await Promise.all(answers);
    expect(done.filter(({ status }) => status === 200)).toHaveLength(4);
    const refusal = done.find(({ status }) => status === 429);
    expect(refusal && (await errorOf(refusal))).toEqual([429, "uploads_under_way"]);
    await sweep();
    const left = (await files()).filter((name) => !before.includes(name));
    expect(left.map((name) => `/api/uploads/${name}`)).toEqual([await shown()]);
  });
});

test("a person sends thirty pictures in ten minutes, and no more", async () => {
  const answers = [];
  for (let i = 0; i < 31; i++) answers.push((await put(new Uint8Array())).status);
  expect([answers.filter((status) => status === 400).length, answers.at(-1)]).toEqual([30, 429]);
});

describe("a file", () => {
  test("is for ever what it is, is nothing but a picture to a browser, and is asked for once", async () => {
    const url = await shownIn(await put(jpeg));
    const answer = await shop.api.get(url);
    const said = Object.fromEntries(answer.headers);
    const etag = said.etag ?? "";
    expect(said).toMatchObject({
      "content-type": "image/webp",
      "cache-control": "public, max-age=31536000, immutable",
      "x-content-type-options": "nosniff",
      "content-security-policy": expect.stringContaining("sandbox"),
      "content-disposition": expect.stringMatching(/^inline; filename="avatar-[0-9a-f]{64}\.webp"$/),
    });
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`]) {
      const again = await shop.api.get(url, { "if-none-match": known });
      expect([again.status, await again.text()]).toEqual([304, ""]);
    }
    const head = await shop.api.app.request(url, { method: "HEAD" });
    expect([head.status, head.headers.get("etag"), await head.text()]).toEqual([200, etag, ""]);
    const missing = await shop.api.get(`/api/uploads/avatar-${"0".repeat(64)}.webp`);
    expect([missing.status, missing.headers.get("cache-control")]).toEqual([404, "no-store"]);
  });

  test.each(["..%2f..%2fcustody-seed", "%2e%2e/%2e%2e/custody-seed", "halves", "avatar-0.webp%00.txt"])(
    "is not whatever lies beside it: %s",
    async (name) => {
      const answer = await shop.api.get(`/api/uploads/${name}`);
      expect([400, 404]).toContain(answer.status);
    },
  );

  test("of a process that died before it had a use is swept an hour later, with its row or without its bytes", async () => {
    const { db, storage } = shop.api.deps;
    const nameOf = (digit: string) => `avatar-${digit.repeat(64)}.webp`;
    const rows = ["a", "b", "c"].map((digit) => ({
      name: nameOf(digit),
      sizeBytes: 1,
      sweepAfter: new Date(Date.now() + (digit === "c" ? 60_000 : -1)),
    }));
    await db.insert(uploads).values(rows);
    await storage.put(nameOf("a"), new Uint8Array(1));
    await storage.put(nameOf("c"), new Uint8Array(1));
    await sweep();
    await sweep();
    const left = (await files()).filter((name) => rows.some((row) => row.name === name));
    expect(left).toEqual([nameOf("c")]);
    const kept = await db.select({ name: uploads.name }).from(uploads);
    expect(
      kept.map(({ name }) => name).filter((name) => name === nameOf("a") || name === nameOf("b")),
    ).toEqual([]);
  });
});
