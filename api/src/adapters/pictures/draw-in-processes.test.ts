import { readFileSync } from "node:fs";
import { afterEach, expect, test } from "vitest";
import { blackPng, jpegOf } from "../../../test/pictures.ts";
import { drawInProcesses } from "./draw-in-processes.ts";
import type { Pictures } from "./pictures.ts";

const rules = { mostBytes: 1_000_000, mostPixels: 1_000_000, width: 40, height: 40 };
let pictures: Pictures;
afterEach(() => pictures.close());

const jpeg = await jpegOf("teal");
const send = (owner = "kira", body: Uint8Array = jpeg) =>
  pictures.redraw({ body, contentType: "image/jpeg" }, rules, owner);
async function startedOne() {
  await send();
  const [pid] = pictures.pids();
  if (!pid) throw new Error("no process draws");
  return pid;
}

test("a process that is too long about a picture is killed, and the next picture gets a new one", async () => {
  pictures = drawInProcesses({ atOnce: 1, patienceMs: 2_000 });
  // On a busy machine a start may take longer than that.
  await expect.poll(async () => (await send()).ok).toBe(true);
  const pid = await startedOne();
  process.kill(pid, "SIGSTOP");
  expect(await send()).toEqual({ ok: false, refused: "too_slow" });
  await expect.poll(async () => (await send()).ok).toBe(true);
  expect(pictures.pids()).not.toContain(pid);
});

test("a process that dies on a picture takes nothing with it", async () => {
  pictures = drawInProcesses({ atOnce: 1 });
  const pid = await startedOne();
  process.kill(pid, "SIGSTOP");
  const drawn = send();
  process.kill(pid, "SIGKILL");
  expect(await drawn).toEqual({ ok: false, refused: "broken" });
  expect((await send()).ok).toBe(true);
});

test("who finds no place is told so at once, and one person never takes all", async () => {
  pictures = drawInProcesses({ atOnce: 1, most: 3, mostOfOwner: 2 });
  const pid = await startedOne();
  process.kill(pid, "SIGSTOP");
  const waiting = [send("kira"), send("kira"), send("aarav")];
  expect(await send("kira")).toEqual({ ok: false, refused: "too_many_of_yours" });
  expect(await send("zoya")).toEqual({ ok: false, refused: "busy" });
  process.kill(pid, "SIGCONT");
  expect((await Promise.all(waiting)).map(({ ok }) => ok)).toEqual([true, true, true]);
  expect((await send("zoya")).ok).toBe(true);
});

test("a process that reads strangers' bytes is told no secret", async () => {
  process.env.FLUX_TEST_SECRET = "of the API";
  pictures = drawInProcesses({ atOnce: 1 });
  const pid = await startedOne();
  delete process.env.FLUX_TEST_SECRET;
  expect(readFileSync(`/proc/${pid}/environ`, "utf8")).not.toContain("FLUX_TEST_SECRET");
});

test("pixels are counted before they are decoded", async () => {
  pictures = drawInProcesses({ atOnce: 1 });
  expect(await send("kira", blackPng(1_001, 1_000))).toEqual({ ok: false, refused: "too_many_pixels" });
  expect((await send("kira", blackPng(1_000, 1_000))).ok).toBe(true);
});
