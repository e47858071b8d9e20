import { expect, test } from "vitest";
import { startVault } from "../src/vault/server.ts";
import { during } from "./fixture.ts";

const rootToken = "hvs.root";
const appRole = { roleId: "role", secretId: "secret" };

async function vaultWith(settings: { namespace?: string } = {}) {
  const vault = await during(startVault({ port: 0, rootToken, appRole, ...settings }));
  return async (path: string, body: object = {}, headers: Record<string, string> = {}, method = "POST") => {
    const answer = await fetch(`${vault.url}/v1/${path}`, {
      method,
      headers: { "x-vault-token": rootToken, ...headers },
      body: JSON.stringify(body),
    });
    return { status: answer.status, body: JSON.parse((await answer.text()) || "null") };
  };
}
const refusal = (status: number, error: RegExp | string) => ({
  status,
  body: { errors: [error instanceof RegExp ? expect.stringMatching(error) : error] },
});
const plaintext = Buffer.from("a secret").toString("base64");

test("transit opens what it sealed with the same key, and nothing else", async () => {
  const ask = await vaultWith();
  await Promise.all(["mine", "other"].map((key) => ask(`transit/keys/${key}`)));
  const { ciphertext } = (await ask("transit/encrypt/mine", { plaintext })).body.data;
  expect(ciphertext).toMatch(/^vault:v1:/);
  expect((await ask("transit/decrypt/mine", { ciphertext })).body.data).toEqual({ plaintext });
  const wrong = refusal(400, "cipher: message authentication failed");
  expect(await ask("transit/decrypt/other", { ciphertext })).toMatchObject(wrong);
  expect(await ask("transit/decrypt/mine", { ciphertext: ciphertext.slice(9) })).toMatchObject(
    refusal(400, "invalid ciphertext: no prefix"),
  );
  expect(await ask("transit/decrypt/none", { ciphertext })).toMatchObject(
    refusal(400, "encryption key not found"),
  );
  expect(await ask("another/decrypt/mine", { ciphertext })).toMatchObject(
    refusal(404, /no handler for route/),
  );
});

test("who has no token of this vault, or another namespace, gets nothing", async () => {
  const ask = await vaultWith({ namespace: "flux" });
  const inside = { "x-vault-namespace": "flux" };
  expect(await ask("transit/keys/mine", {}, inside)).toMatchObject({ status: 200 });
  expect(await ask("transit/keys/mine", {}, { ...inside, "x-vault-token": "hvs.other" })).toMatchObject(
    refusal(403, "permission denied"),
  );
  expect(await ask("transit/keys/mine")).toMatchObject(refusal(404, /no handler for route/));
});

test("a role that signs in gets a token, and with a wrong secret none", async () => {
  const ask = await vaultWith();
  const wrong = await ask("auth/approle/login", { role_id: "role", secret_id: "wrong" });
  expect(wrong).toMatchObject(refusal(400, "invalid role or secret ID"));
  const { body } = await ask("auth/approle/login", { role_id: "role", secret_id: "secret" });
  const withToken = { "x-vault-token": body.auth.client_token };
  expect(await ask("transit/keys/mine", {}, withToken)).toMatchObject({ status: 200 });
});

test("a sealed vault answers 503 to everybody until it is opened", async () => {
  const ask = await vaultWith();
  await ask("sys/seal", {}, {}, "PUT");
  expect(await ask("transit/keys/mine")).toMatchObject(refusal(503, "Vault is sealed"));
  await ask("sys/unseal", {}, {}, "PUT");
  expect(await ask("transit/keys/mine")).toMatchObject({ status: 200 });
});
