import { count } from "drizzle-orm";
import { verifyMessage } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { createSiweMessage } from "viem/siwe";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startChain } from "../../../../test/harness/chain.ts";
import { errorOf } from "../../../test/error-of.ts";
import { startApi, type TestApi } from "../../../test/start-api.ts";
import { errorSchema } from "../../http/error-responses.ts";
import { users } from "../users/tables.ts";
import { meSchema, signedInSchema, siweNonceSchema } from "./schema.ts";

let api: TestApi;
let chain: Awaited<ReturnType<typeof startChain>>;
beforeAll(async () => {
  chain = await startChain();
  api = await startApi({ RPC_URL: chain.rpcUrl });
});
afterAll(async () => {
  await api.close();
  await chain.close();
});

const minutes = (n: number) => new Date(Date.now() + n * 60_000);
type Fields = Partial<Parameters<typeof createSiweMessage>[0]>;

async function nonceOf(): Promise<string> {
  const answer = await api.post("/api/auth/siwe/nonce");
  return siweNonceSchema.strict().parse(await answer.json()).nonce;
}

async function messageBy(address: `0x${string}`, fields: Fields = {}) {
  return createSiweMessage({
    address,
    domain: "localhost:3000",
    uri: "http://localhost:3000",
    chainId: 31337,
    version: "1",
    nonce: fields.nonce ?? (await nonceOf()),
    issuedAt: new Date(),
    expirationTime: minutes(5),
    statement: "Sign in to FLUX.",
    ...fields,
  });
}

const send = (message: string, signature: string) =>
  api.post("/api/auth/siwe/verify", { message, signature });

async function signIn(account = privateKeyToAccount(generatePrivateKey()), fields: Fields = {}) {
  const message = await messageBy(account.address, fields);
  return send(message, await account.signMessage({ message }));
}

describe("signing in with a wallet", () => {
  test("a new wallet gets an account without an e-mail address; the same wallet finds it again", async () => {
    const account = privateKeyToAccount(generatePrivateKey());
    const first = signedInSchema.strict().parse(await (await signIn(account)).json());
    const second = signedInSchema.strict().parse(await (await signIn(account)).json());
    expect(first.user).toMatchObject({ email: null, role: "customer" });
    expect(second.user.id).toBe(first.user.id);
    const me = await api.get("/api/auth/me", { authorization: `Bearer ${second.token}` });
    expect(meSchema.strict().parse(await me.json()).wallets).toEqual([
      { address: account.address, kind: "own" },
    ]);
  });

  test("a wallet that signs in twice at once gets one account", async () => {
    const account = privateKeyToAccount(generatePrivateKey());
    const [before] = await api.deps.db.select({ n: count() }).from(users);
    const answers = await Promise.all([signIn(account), signIn(account), signIn(account)]);
    const ids = await Promise.all(
      answers.map(async (answer) => signedInSchema.strict().parse(await answer.json()).user.id),
    );
    expect(new Set(ids).size).toBe(1);
    const [after] = await api.deps.db.select({ n: count() }).from(users);
    expect(after?.n).toBe((before?.n ?? 0) + 1);
  });

  test("a message without a statement, or with resources, is as good", async () => {
    expect((await signIn(undefined, { statement: undefined })).status).toBe(200);
    const resources = ["https://flux.test/terms"];
    expect((await signIn(undefined, { resources, requestId: "1", scheme: "http" })).status).toBe(200);
  });

  test.each<[string, Fields, string]>([
    ["another site", { domain: "flux.evil.test" }, "its domain is not localhost:3000"],
    ["our host on another port", { domain: "localhost:3001" }, "its domain is not localhost:3000"],
    ["another URI", { uri: "http://evil.test" }, "its URI is not at http://localhost:3000"],
    ["a URI that begins like ours", { uri: "http://localhost:3000@evil.test/" }, "its URI is not at"],
    ["another scheme", { scheme: "https" }, "its scheme is not ours"],
    ["another chain", { chainId: 1 }, "its chain is not 31337"],
    ["a moment too long ago", { issuedAt: minutes(-6) }, "it was not issued within the last 5 minutes"],
    ["a moment to come", { issuedAt: minutes(6) }, "it was not issued within the last 5 minutes"],
    ["no end", { expirationTime: undefined }, "it has no expiration time"],
    ["a time that is over", { expirationTime: minutes(-1) }, "it has expired"],
    ["a time not yet there", { notBefore: minutes(2) }, "it is not valid yet"],
  ])("a message for %s is refused, and says so", async (_, fields, problem) => {
    const answer = await signIn(undefined, fields);
    expect(answer.status).toBe(400);
    const { error } = errorSchema.strict().parse(await answer.json());
    expect(error.code).toBe("siwe_message_invalid");
    expect(error.message).toContain(problem);
  });

  // Each of these follows the grammar of EIP-4361 or looks like it, and Date.parse gives NaN or another moment.
  test.each([
    "2026-02-30T00:00:00Z",
    "2026-13-01T00:00:00Z",
    "2016-12-31T23:59:60Z",
    "9999-12-31T23:59:60Z",
    "9999-02-30T23:59:59.9Z",
    "9999-12-31T24:00:00Z",
    "+275761-01-01T00:00:00Z",
    "९९९९-12-31T23:59:59Z",
    "9999-12-31T23:59:59+99:99",
    "9999-12-31t23:59:59z",
    "9999-12-31",
    "never",
  ])("a message with a time that is none (%s) is refused, wherever it stands", async (time) => {
    for (const field of ["Issued At", "Expiration Time", "Not Before"]) {
      const account = privateKeyToAccount(generatePrivateKey());
      const valid = await messageBy(account.address, { notBefore: minutes(-1) });
      const message = valid.replace(new RegExp(`^${field}: .*$`, "m"), `${field}: ${time}`);
      expect(message).not.toBe(valid);
      const answer = await send(message, await account.signMessage({ message }));
      expect(await errorOf(answer)).toEqual([400, "siwe_message_invalid"]);
    }
  });

  test("a time with an offset is the moment it says", async () => {
    const withOffset = (date: Date) => date.toISOString().replace("Z", "+00:00");
    const account = privateKeyToAccount(generatePrivateKey());
    const valid = await messageBy(account.address);
    const message = valid.replace(
      /^(Issued At|Expiration Time): (.*)$/gm,
      (_, field, at) => `${field}: ${withOffset(new Date(at))}`,
    );
    expect((await send(message, await account.signMessage({ message }))).status).toBe(200);
    const late = await messageBy(account.address);
    const shifted = late.replace(/^(Issued At: .*)Z$/m, "$1+01:00");
    expect(await errorOf(await send(shifted, await account.signMessage({ message: shifted })))).toEqual([
      400,
      "siwe_message_invalid",
    ]);
  });

  test("a nonce is used up by one try, right or wrong", async () => {
    const account = privateKeyToAccount(generatePrivateKey());
    const message = await messageBy(account.address);
    const signature = await account.signMessage({ message });
    expect((await send(message, signature)).status).toBe(200);
    expect(await errorOf(await send(message, signature))).toEqual([401, "siwe_nonce_invalid"]);

    const nonce = await nonceOf();
    expect((await signIn(account, { nonce, chainId: 1 })).status).toBe(400);
    expect(await errorOf(await signIn(account, { nonce }))).toEqual([401, "siwe_nonce_invalid"]);
  });

  test("one message sent ten times at once signs in once", async () => {
    const account = privateKeyToAccount(generatePrivateKey());
    const message = await messageBy(account.address);
    const signature = await account.signMessage({ message });
    const answers = await Promise.all(Array.from({ length: 10 }, () => send(message, signature)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  test("a nonce that is not ours is refused", async () => {
    const answer = await signIn(undefined, { nonce: "0123456789abcdef0123456789abcdef" });
    expect(await errorOf(answer)).toEqual([401, "siwe_nonce_invalid"]);
  });

  test("a signature by somebody else is refused, and by nobody too", async () => {
    const kira = privateKeyToAccount(generatePrivateKey());
    const mallory = privateKeyToAccount(generatePrivateKey());
    const message = await messageBy(kira.address);
    const refused = await send(message, await mallory.signMessage({ message }));
    expect(await errorOf(refused)).toEqual([401, "siwe_signature_invalid"]);
    for (const junk of ["0x00", `0x${"00".repeat(65)}`, `0x${"ff".repeat(65)}`]) {
      const answer = await send(await messageBy(kira.address), junk);
      expect(await errorOf(answer)).toEqual([401, "siwe_signature_invalid"]);
    }
  });

  test.each<[string, (message: string) => string]>([
    ["something after its end", (message) => `${message}\nI also agree to everything.`],
    ["a line break after its end", (message) => `${message}\n`],
    ["a line too many", (message) => message.replace("\nVersion", "\nVersion: 1\nVersion")],
    ["CRLF line ends", (message) => message.replaceAll("\n", "\r\n")],
    ["an address without its checksum", (message) => message.replace(/^0x\w{40}$/m, (a) => a.toLowerCase())],
    ["a number written otherwise", (message) => message.replace("Chain ID: 31337", "Chain ID: 031337")],
    ["other words", () => "sign me in"],
  ])("a message with %s is refused", async (_, change) => {
    const account = privateKeyToAccount(generatePrivateKey());
    const message = change(await messageBy(account.address));
    const answer = await send(message, await account.signMessage({ message }));
    expect(await errorOf(answer)).toEqual([400, "siwe_message_invalid"]);
  });

  test("a message that another page got signed carries that page's name, so it is worth nothing here", async () => {
    const victim = privateKeyToAccount(generatePrivateKey());
    const message = await messageBy(victim.address, { domain: "free-mint.evil.test" });
    const signature = await victim.signMessage({ message });
    expect(await verifyMessage({ address: victim.address, message, signature })).toBe(true);
    const rewritten = message.replace("free-mint.evil.test", "localhost:3000");
    expect(await errorOf(await send(rewritten, signature))).toEqual([401, "siwe_signature_invalid"]);
  });

  test.each([
    ["no signature", { message: "x" }],
    ["a signature that is no hex", { message: "x", signature: "hello" }],
    ["an odd number of digits", { message: "x", signature: "0x123" }],
    ["an e-mail address on top", { message: "x", signature: "0x00", email: "admin@flux.test" }],
  ])("a body with %s is refused", async (_, body) => {
    expect(await errorOf(await api.post("/api/auth/siwe/verify", body))).toEqual([400, "invalid_input"]);
  });
});
