import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startS3 } from "@flux/sandbox/s3";
import { AwsClient } from "aws4fetch";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createDiskStorage } from "./disk.ts";
import { createS3Storage, type S3Settings } from "./s3.ts";
import type { Storage } from "./storage.ts";

const keys = { region: "ap-south-1", accessKeyId: "AKIAFLUX", secretAccessKey: "a+secret/of=forty" };
const bucket = "flux-uploads";
const folder = mkdtempSync(join(tmpdir(), "flux-uploads-"));
let s3: Awaited<ReturnType<typeof startS3>>;
let settings: S3Settings;
beforeAll(async () => {
  s3 = await startS3({ port: 0, bucket, ...keys });
  settings = { endpoint: s3.url, bucket, ...keys };
});
beforeEach(() => fetch(`${s3.url}/faults`, { method: "DELETE" }));
afterAll(async () => {
  await s3.close();
  rmSync(folder, { recursive: true });
});

const name = "avatar-00ff.webp";
const bytes = new Uint8Array([0, 255, 13, 10, 0]);
const fault = (...next: object[]) =>
  fetch(`${s3.url}/faults`, { method: "PUT", body: JSON.stringify({ next }) });
const taken = async () => {
  const said = (await (await fetch(`${s3.url}/faults`)).json()) as { taken: { do: string }[] };
  return said.taken.length;
};

describe.each<[string, () => Storage]>([
  ["a folder", () => createDiskStorage(folder)],
  ["a bucket", () => createS3Storage(settings)],
])("%s", (_, open) => {
  test("keeps what it was given, also twice, for who opens it next, until it is deleted, also twice", async () => {
    expect(await open().get(name)).toBeNull();
    for (const storage of [open(), open()]) await storage.put(name, bytes);
    expect(await open().get(name)).toEqual(bytes);
    for (const storage of [open(), open()]) await storage.delete(name);
    expect(await open().get(name)).toBeNull();
  });

  test.each(["../custody-seed", "a/b.webp", "halves", ".env", "a\0.webp", "A.webp", ""])(
    "takes no name that leads elsewhere: %j",
    async (wrong) => {
      const storage = open();
      for (const act of [
        () => storage.put(wrong, bytes),
        () => storage.get(wrong),
        () => storage.delete(wrong),
      ])
        await expect(act()).rejects.toThrow("is no name of a file here");
    },
  );
});

describe("a folder", () => {
  test("has a file whole or not at all, and loses the halves of a process that died an hour ago", async () => {
    const halves = join(folder, "halves");
    for (const [half, ageSec] of [
      ["old", 3_700],
      ["of-one-at-work", 60],
    ] as const) {
      writeFileSync(join(halves, half), "half");
      const at = Date.now() / 1_000 - ageSec;
      utimesSync(join(halves, half), at, at);
    }
    await createDiskStorage(folder).put(name, bytes);
    expect(readdirSync(halves)).toEqual(["of-one-at-work"]);
  });
});

describe("a bucket", () => {
  test("is asked by signed requests whose body is part of the signature", async () => {
    await createS3Storage(settings).put(name, bytes);
    expect(s3.objects.get(name)).toMatchObject({ content: bytes, type: "image/webp" });
    const client = new AwsClient({ ...keys, service: "s3", retries: 0 });
    const url = `${s3.url}/${bucket}/${name}`;
    const hash = { "x-amz-content-sha256": "0".repeat(64) };
    const other = await client.fetch(url, { method: "PUT", body: "other bytes", headers: hash });
    expect([other.status, await other.text()]).toEqual([
      400,
      expect.stringContaining("<Code>XAmzContentSHA256Mismatch</Code>"),
    ]);
    const signed = await client.sign(url, { method: "GET" });
    expect((await fetch(signed.url, { method: "HEAD", headers: signed.headers })).status).toBe(403);
    expect((await fetch(url)).status).toBe(403);
    expect(s3.objects.get(name)?.content).toEqual(bytes);
  });

  const slowDown = "<Error><Code>SlowDown</Code></Error>";
  test.each<[string, object]>([
    ["is slow", { do: "status", status: 503, body: slowDown }],
    ["hangs up before the act", { do: "drop" }],
    ["hangs up after the act", { do: "drop_after" }],
  ])("that %s is asked again", async (_, act) => {
    const storage = createS3Storage(settings);
    for (const method of ["PUT", "GET", "DELETE"]) await fault({ on: `${method} /*`, times: 2, ...act });
    await fault({ on: "* /*", times: 2, ...act });
    await storage.put(name, bytes);
    await fault({ on: "* /*", times: 2, ...act });
    expect(await storage.get(name)).toEqual(bytes);
    await fault({ on: "* /*", times: 2, ...act });
    await storage.delete(name);
    expect([s3.objects.has(name), await taken()]).toEqual([false, 6]);
  });

  test("that stays away is said to be away, and nothing counts as kept or as gone", async () => {
    const storage = createS3Storage(settings);
    for (const act of [() => storage.put(name, bytes), () => storage.get(name), () => storage.delete(name)]) {
      await fault({ on: "* /*", do: "status", status: 503, body: slowDown, times: "always" });
      await expect(act()).rejects.toMatchObject({ code: "storage_unreachable", status: 503 });
    }
  });

  test.each<[string, Partial<S3Settings>, string]>([
    ["a wrong secret", { secretAccessKey: "wrong" }, "SignatureDoesNotMatch"],
    ["an unknown key", { accessKeyId: "AKIANOBODY" }, "InvalidAccessKeyId"],
    ["another region", { region: "us-east-1" }, "AuthorizationHeaderMalformed"],
    ["no such bucket", { bucket: "elsewhere" }, "NoSuchBucket"],
  ])("with %s is never taken for one without the file", async (_, wrong, word) => {
    const storage = createS3Storage({ ...settings, ...wrong });
    for (const act of [() => storage.put(name, bytes), () => storage.get(name), () => storage.delete(name)])
      await expect(act()).rejects.toMatchObject({
        code: "storage_unreachable",
        cause: { message: expect.stringContaining(word) },
      });
  });
});
