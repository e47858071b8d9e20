import { expect, test } from "vitest";
import { environmentOf, findFaults, type ProcessName, processSettings } from "./process-settings.ts";
import { refuseMissing } from "./settings.ts";

const all = Object.keys(processSettings) as ProcessName[];
/** Every setting there is, and what the machine and the supervisor have beside. */
const everything = Object.fromEntries(
  [...all.flatMap((name) => Object.keys(processSettings[name].shape)), "PATH", "SHELL", "npm_config_x"].map(
    (name) => [name, `value of ${name}`],
  ),
);
const whoIsTold = (name: string) => all.filter((each) => environmentOf(each, everything)[name] !== undefined);

test("each key is told to those who need it and to nobody else", () => {
  expect(whoIsTold("MINTER_KEY")).toEqual(["worker"]);
  expect(whoIsTold("RELAYER_KEY")).toEqual(["worker"]);
  expect(whoIsTold("DEPLOYER_KEY")).toEqual(["deploy"]);
  expect(whoIsTold("CURATOR_KEY")).toEqual(["seed"]);
  expect(whoIsTold("AUTH_SECRET")).toEqual(["seed", "api"]);
  expect(whoIsTold("DATABASE_URL")).toEqual([
    "migrate",
    "seed",
    "indexer",
    "api",
    "worker",
    "audit",
    "mints",
    "reconcile",
    "refund",
  ]);
  expect(whoIsTold("CUSTODY_SEED_FILE")).toEqual(["seed", "api", "worker"]);
  expect(whoIsTold("CUSTODY_PASSPHRASE")).toEqual(["seed", "api", "worker"]);
  expect(whoIsTold("RAZORPAY_KEY_SECRET")).toEqual(["api", "worker", "sandbox"]);
  expect(whoIsTold("RAZORPAY_WEBHOOK_SECRET")).toEqual(["api", "sandbox"]);
  expect(whoIsTold("SMTP_URL")).toEqual(["worker"]);
  expect(whoIsTold("SMS_VENDOR")).toEqual(["api", "worker"]);
  expect(whoIsTold("MSG91_AUTH_KEY")).toEqual(["worker", "sandbox"]);
  expect(whoIsTold("TWILIO_AUTH_TOKEN")).toEqual(["worker", "sandbox"]);
  expect(whoIsTold("PINATA_JWT")).toEqual(["seed", "worker", "sandbox"]);
});

test("who is signed in at AWS or Vault hands that on only to those whose keys are there", () => {
  const told = (change: Record<string, string>, name: string) =>
    all.filter((each) => environmentOf(each, { ...everything, ...change })[name] !== undefined);
  const signers = { RELAYER_KEY: "aws-kms:alias/flux-relayer" };
  expect(told({}, "AWS_ACCESS_KEY_ID")).toEqual([]);
  expect(told(signers, "AWS_ACCESS_KEY_ID")).toEqual(["worker"]);
  expect(told({ CUSTODY_SEED: "aws-kms" }, "AWS_SECRET_ACCESS_KEY")).toEqual(["seed", "api", "worker"]);
  expect(told({ CUSTODY_SEED: "aws-kms", ...signers }, "VAULT_TOKEN")).toEqual([]);
  expect(told({ CUSTODY_SEED: "vault" }, "VAULT_TOKEN")).toEqual(["seed", "api", "worker"]);
});

test("nothing that no schema names is handed on from who started FLUX", () => {
  for (const name of all) {
    const told = environmentOf(name, everything);
    expect(told.PATH).toBe("value of PATH");
    expect(told).not.toHaveProperty("SHELL");
    expect(told).not.toHaveProperty("npm_config_x");
  }
});

test("what is missing is listed once, with all that need it, and what is wrong with the reason", () => {
  const faults = findFaults(["api", "worker"], { ...everything, RPC_URL: undefined, MINTER_KEY: "0x12" });
  expect(faults).toContain("RPC_URL (api, worker): missing");
  expect(faults).toContain(
    "MINTER_KEY (worker): a private key is 0x and 64 hex digits; one of AWS KMS is aws-kms: and its id, ARN or alias",
  );
});

test("production asks at once for all that a process of its start has no default for", () => {
  const ask = () => refuseMissing({ NODE_ENV: "production", SMTP_URL: "" });
  for (const line of [
    "DATABASE_URL (migrate, indexer, api, worker): missing",
    "MINTER_KEY (worker): missing",
    "RELAYER_KEY (worker): missing",
    "SMTP_URL (worker): missing",
    "MAIL_FROM (worker): missing",
    "SELLER_NAME (api, worker): missing",
    "SELLER_ADDRESS (api, worker): missing",
    "SELLER_GSTIN (api, worker): missing",
    "AUTH_SECRET (api): missing",
    "PINATA_JWT (worker): missing",
    "CUSTODY_SEED_FILE (api, worker): missing",
    "CUSTODY_PASSPHRASE (api, worker): missing",
  ])
    expect(ask).toThrow(line);
  // Nobody has to send text messages; who does is asked for all that the vendor needs.
  expect(ask).not.toThrow("SMS_VENDOR");
  expect(() => refuseMissing({ NODE_ENV: "production", SMS_VENDOR: "msg91" })).toThrow(
    "MSG91_OTP_TEMPLATE_ID (worker): missing",
  );
  const TWILIO_MESSAGING_SERVICE_SID = "MG1";
  const byService = { NODE_ENV: "production", SMS_VENDOR: "twilio", TWILIO_MESSAGING_SERVICE_SID };
  expect(() => refuseMissing(byService)).toThrow("TWILIO_AUTH_TOKEN (worker): missing");
  expect(() => refuseMissing(byService)).not.toThrow("TWILIO_FROM");
  // No process of a start in production reads these.
  for (const name of ["CURATOR_KEY", "DEPLOYER_KEY", "CHIPS_URL"]) expect(ask).not.toThrow(name);
});
