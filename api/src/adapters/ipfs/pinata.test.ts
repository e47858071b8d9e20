import { startPinata } from "@flux/sandbox/pinata";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createPinata } from "./pinata.ts";

let pinata: Awaited<ReturnType<typeof startPinata>>;
beforeAll(async () => {
  pinata = await startPinata({ port: 0, jwt: "jwt" });
});
afterAll(() => pinata.close());

const ipfs = (jwt = "jwt") =>
  createPinata({ PINATA_JWT: jwt, PINATA_API_URL: pinata.url, PINATA_UPLOAD_URL: pinata.url });
const files = [1, 2].map((serial) => ({
  path: `${serial}.json`,
  content: JSON.stringify({ serial }),
  type: "application/json",
}));

test("a pinned folder gives back its files by name, and the same files have the same address", async () => {
  const uri = await ipfs().pinFolder("batch-1", files);
  expect(uri).toMatch(/^ipfs:\/\/\w+$/);
  const answer = await fetch(`${pinata.url}/ipfs/${uri.slice("ipfs://".length)}/2.json`);
  expect(await answer.json()).toEqual({ serial: 2 });
  expect(await ipfs().pinFolder("batch-1 again", files)).toBe(uri);
});

test("a refused upload is an error, never an address", async () => {
  await expect(ipfs("another").pinFolder("batch-1", files)).rejects.toThrow();
  await expect(
    ipfs("another").pinFile({ path: "a.txt", content: "a", type: "text/plain" }),
  ).rejects.toThrow();
});
