import { createPublicKey, verify } from "node:crypto";
import {
  CreateKeyCommand,
  DecryptCommand,
  DisableKeyCommand,
  EncryptCommand,
  GenerateDataKeyCommand,
  GetPublicKeyCommand,
  KMSClient,
  SignCommand,
  VerifyCommand,
} from "@aws-sdk/client-kms";
import { secp256k1 } from "@noble/curves/secp256k1.js";
import { expect, test } from "vitest";
import { startAwsKms } from "../src/aws-kms/server.ts";
import { signatureOf } from "../src/aws-kms/signature-v4.ts";
import { during, putFaults } from "./fixture.ts";

const credentials = { accessKeyId: "AKIAFLUX", secretAccessKey: "key-secret" };
const region = "ap-south-1";
const kmsWith = () => during(startAwsKms({ port: 0, region, ...credentials }));
const clientOf = ({ url }: { url: string }, more: object = {}) =>
  new KMSClient({ endpoint: url, region, credentials, maxAttempts: 1, ...more });
const nameOf = (asked: Promise<unknown>) => asked.then(String, (error: Error) => error.name);
const plain = Buffer.from("a secret");

// Amazon's own test suite of signature version 4: get-vanilla, get-vanilla-query-order-key-case, post-vanilla.
test.each([
  ["GET", "", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"],
  ["GET", "Param2=value2&Param1=value1", "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500"],
  ["POST", "", "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b"],
])("a %s with the query %j is signed as Amazon's vectors say", (method, query, expected) => {
  const headers = new Headers({ host: "example.amazonaws.com", "x-amz-date": "20150830T123600Z" });
  const scope = { date: "20150830", region: "us-east-1", service: "service" };
  const signed = { ...scope, signedHeaders: ["host", "x-amz-date"] };
  const request = { method, path: "/", query, headers, body: "" };
  expect(signatureOf("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", signed, request)).toBe(expected);
});

test("a sealed secret opens in its context and with its key alone", async () => {
  const client = clientOf(await kmsWith());
  const [mine, other] = await Promise.all([1, 2].map(() => client.send(new CreateKeyCommand({}))));
  const KeyId = mine?.KeyMetadata?.KeyId;
  const EncryptionContext = { flux: "custody-seed" };
  const sealed = await client.send(new EncryptCommand({ KeyId, Plaintext: plain, EncryptionContext }));
  const { CiphertextBlob = new Uint8Array() } = sealed;
  const open = (change: object) =>
    client.send(new DecryptCommand({ KeyId, CiphertextBlob, EncryptionContext, ...change }));
  expect(Buffer.from((await open({})).Plaintext ?? [])).toEqual(plain);
  expect(Buffer.from((await open({ KeyId: undefined })).Plaintext ?? [])).toEqual(plain);
  expect(await nameOf(open({ EncryptionContext: {} }))).toBe("InvalidCiphertextException");
  expect(await nameOf(open({ KeyId: other?.KeyMetadata?.Arn }))).toBe("IncorrectKeyException");
  const changed = CiphertextBlob.map((byte, at) => (at === CiphertextBlob.length - 1 ? byte ^ 1 : byte));
  expect(await nameOf(open({ CiphertextBlob: changed }))).toBe("InvalidCiphertextException");
  const made = await client.send(new GenerateDataKeyCommand({ KeyId, KeySpec: "AES_256" }));
  const again = await client.send(new DecryptCommand({ CiphertextBlob: made.CiphertextBlob }));
  expect(again.Plaintext).toEqual(made.Plaintext);
});

test("signatures are valid, and s lies in either half", async () => {
  const client = clientOf(await kmsWith());
  const created = await client.send(new CreateKeyCommand({ KeySpec: "ECC_SECG_P256K1" }));
  const KeyId = created.KeyMetadata?.KeyId;
  const { PublicKey = new Uint8Array() } = await client.send(new GetPublicKeyCommand({ KeyId }));
  const key = createPublicKey({ key: Buffer.from(PublicKey), format: "der", type: "spki" });
  const message = Buffer.from("a message");
  const Message = new Uint8Array(await crypto.subtle.digest("SHA-256", message));
  const what = { KeyId, Message, MessageType: "DIGEST", SigningAlgorithm: "ECDSA_SHA_256" } as const;
  const halves = await Promise.all(
    Array.from({ length: 40 }, async () => {
      const { Signature = new Uint8Array() } = await client.send(new SignCommand(what));
      expect(verify("sha256", message, key, Signature)).toBe(true);
      return secp256k1.Signature.fromBytes(Signature, "der").hasHighS();
    }),
  );
  expect(new Set(halves)).toEqual(new Set([true, false]));
  expect(await nameOf(client.send(new SignCommand({ ...what, MessageType: "RAW" })))).toBe(
    "ValidationException",
  );
});

test("who does not sign well is refused, as Amazon refuses", async () => {
  const kms = await kmsWith();
  const create = (more: object) => nameOf(clientOf(kms, more).send(new CreateKeyCommand({})));
  const as = (change: object) => create({ credentials: { ...credentials, ...change } });
  expect(await as({ secretAccessKey: "another" })).toBe("InvalidSignatureException");
  expect(await as({ accessKeyId: "AKIANOBODY" })).toBe("UnrecognizedClientException");
  expect(await create({ region: "us-east-1" })).toBe("InvalidSignatureException");
  const unsigned = await fetch(kms.url, { method: "POST", body: "{}" });
  expect([unsigned.status, await unsigned.json()]).toMatchObject([
    400,
    { __type: "MissingAuthenticationTokenException" },
  ]);
});

test("what was signed can't be sent again with another body, or for another act, or later", async () => {
  const kms = await kmsWith();
  const send = async (change: { body?: string; target?: string; atMs?: number }) => {
    const date = new Date(change.atMs ?? Date.now()).toISOString().replaceAll(/[-:]|\.\d+/g, "");
    const target = "TrentService.CreateKey";
    const headers = new Headers({ host: new URL(kms.url).host, "x-amz-date": date, "x-amz-target": target });
    const scope = { date: date.slice(0, 8), region, service: "kms" };
    const signedHeaders = [...headers.keys()].sort();
    const request = { method: "POST", path: "/", query: "", headers, body: "{}" };
    const signature = signatureOf(credentials.secretAccessKey, { ...scope, signedHeaders }, request);
    headers.set(
      "authorization",
      `AWS4-HMAC-SHA256 Credential=${credentials.accessKeyId}/${scope.date}/${region}/kms/aws4_request, SignedHeaders=${signedHeaders.join(";")}, Signature=${signature}`,
    );
    if (change.target) headers.set("x-amz-target", change.target);
    const answer = await fetch(kms.url, { method: "POST", headers, body: change.body ?? "{}" });
    return JSON.parse(await answer.text()).__type;
  };
  expect(await send({})).toBeUndefined();
  expect(await send({ body: '{"KeySpec":"ECC_SECG_P256K1"}' })).toBe("InvalidSignatureException");
  expect(await send({ target: "TrentService.DisableKey" })).toBe("InvalidSignatureException");
  expect(await send({ atMs: Date.now() - 600_000 })).toBe("InvalidSignatureException");
});

test("a key that is disabled, unknown or of another use does nothing; a fault strikes the act it names", async () => {
  const kms = await kmsWith();
  const client = clientOf(kms);
  const KeyId = (await client.send(new CreateKeyCommand({}))).KeyMetadata?.KeyId;
  const encrypt = (KeyId?: string) => nameOf(client.send(new EncryptCommand({ KeyId, Plaintext: plain })));
  expect(await nameOf(client.send(new GetPublicKeyCommand({ KeyId })))).toBe("InvalidKeyUsageException");
  expect(await encrypt("alias/nobody")).toBe("NotFoundException");
  await putFaults(kms, { on: "kms Encrypt", do: "throttle" }, { on: "kms Encrypt", do: "fail" });
  expect(await encrypt(KeyId)).toBe("ThrottlingException");
  expect(await encrypt(KeyId)).toBe("KMSInternalException");
  await client.send(new DisableKeyCommand({ KeyId }));
  expect(await encrypt(KeyId)).toBe("DisabledException");
  expect(
    await nameOf(
      client.send(
        new VerifyCommand({ KeyId, Message: plain, Signature: plain, SigningAlgorithm: "ECDSA_SHA_256" }),
      ),
    ),
  ).toBe("UnknownOperationException");
});
