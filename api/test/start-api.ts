import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { demoSeller } from "../../scripts/flux/demo-seller.ts";
import { createDatabase } from "../../test/harness/database.ts";
import { createPinata } from "../src/adapters/ipfs/pinata.ts";
import { createSmtpSender } from "../src/adapters/mail/smtp.ts";
import { openSms } from "../src/adapters/sms/open-sms.ts";
import { createApp } from "../src/app.ts";
import { createApiDeps } from "../src/create-api-deps.ts";
import { apiSettings, jobSettings, parseEnv } from "../src/env.ts";
import { checkAnswer } from "./check-answer.ts";

const address = (digit: string) => `0x${digit.repeat(40)}`;

/** The API in this process over a database of its own, and all that a worker beside it would need. `settings` are environment variables that differ. */
export async function startApi(settings: Record<string, string> = {}) {
  const database = await createDatabase();
  const home = mkdtempSync(join(tmpdir(), "flux-api-"));
  const deploymentFile = join(home, "deployment.json");
  const deployment = { chainId: 31337, startBlock: 0, genesisHash: `0x${"0".repeat(64)}` };
  writeFileSync(
    deploymentFile,
    JSON.stringify({ ...deployment, FluxGarment: address("a"), FluxVoting: address("b") }),
  );
  const all = {
    NODE_ENV: "test",
    LOG_LEVEL: "silent",
    API_URL: "http://localhost:4000",
    WEB_URL: "http://localhost:3000",
    DATABASE_URL: database.url,
    // Hundreds at once on a busy machine are what some tests are about; the limits have tests of their own.
    DB_STATEMENT_TIMEOUT_MS: "60000",
    DB_LOCK_TIMEOUT_MS: "60000",
    DB_IDLE_IN_TRANSACTION_TIMEOUT_MS: "60000",
    DB_CONNECT_TIMEOUT_MS: "60000",
    // Everybody in the tests lives at one address; the caps of held pieces have tests of their own.
    UNPAID_ORDERS_PER_PERSON: "0",
    UNPAID_ORDERS_PER_ADDRESS: "0",
    ORDERS_PER_NETWORK: "0",
    // A test says by X-Forwarded-For from which network it asks.
    TRUSTED_PROXIES: "127.0.0.0/8,::1/128",
    // Nothing listens there: a test that needs a chain, an indexer or a vendor brings its own.
    RPC_URL: "http://127.0.0.1:9",
    CHAIN_ID: "31337",
    DEPLOYMENT_FILE: deploymentFile,
    INDEXER_URL: "http://127.0.0.1:9",
    AUTH_SECRET: randomBytes(32).toString("hex"),
    CUSTODY_SEED_FILE: join(home, "custody-seed"),
    // That an address is new to somebody has tests of its own.
    CUSTODY_NEW_DESTINATION_WAIT_H: "0",
    RAZORPAY_API_URL: "http://127.0.0.1:9",
    RAZORPAY_KEY_ID: "rzp_test_key",
    RAZORPAY_KEY_SECRET: "secret",
    RAZORPAY_WEBHOOK_SECRET: "webhook-secret",
    SMTP_URL: "smtp://127.0.0.1:9",
    ...demoSeller,
    UPLOADS_DIR: join(home, "uploads"),
    SMS_VENDOR: "msg91",
    MSG91_API_URL: "http://127.0.0.1:9",
    MSG91_AUTH_KEY: "msg91-key",
    MSG91_SENDER: "FLUXIN",
    MSG91_OTP_TEMPLATE_ID: "otp",
    PINATA_JWT: "jwt",
    PINATA_API_URL: "http://127.0.0.1:9",
    PINATA_UPLOAD_URL: "http://127.0.0.1:9",
    PINATA_GATEWAY_URL: "http://127.0.0.1:9",
    ...settings,
  };
  const env = { ...parseEnv(apiSettings, all), ...parseEnv(jobSettings, all) };
  const { close, ...api } = await createApiDeps(env);
  const openIpfs = async () => createPinata(env);
  const deps = {
    ...api,
    env,
    mail: createSmtpSender(env.SMTP_URL, env.MAIL_FROM),
    sms: openSms(env),
    openIpfs,
  };
  const app = createApp(deps);
  const ask = app.request;
  // Every answer that any test gets is held against the committed document.
  app.request = async (input, ...rest) => {
    const answer = await ask(input, ...rest);
    const url = input instanceof Request ? input.url : String(input);
    const method = (input instanceof Request ? input.method : rest[0]?.method) ?? "GET";
    await checkAnswer({ method, url }, answer);
    return answer;
  };

  return {
    env,
    /** The environment variables it was started with. */
    settings: all,
    deps,
    app,
    /** Sends JSON; `headers` on top. */
    post(path: string, body?: unknown, headers: Record<string, string> = {}) {
      return app.request(path, {
        method: "POST",
        headers: { ...(body === undefined ? {} : { "content-type": "application/json" }), ...headers },
        ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
      });
    },
    get: (path: string, headers: Record<string, string> = {}) => app.request(path, { headers }),
    /** The mails that wait to be sent to an address, newest first. */
    async mailsTo(to: string) {
      const { rows } = await deps.db.execute<{
        mail: { subject: string; html: string; text: string; messageId: string; oneClickUrl?: string };
      }>(
        sql`select data as mail from jobs.job where name = 'send-mail' and data->>'to' = ${to} order by id desc`,
      );
      return rows.map((row) => row.mail);
    },
    /** The text messages that wait to be sent to a number, newest first. */
    async smsTo(to: string) {
      const { rows } = await deps.db.execute<{ sms: { text: string; values: { code: string } } }>(
        sql`select data as sms from jobs.job where name = 'send-sms' and data->>'to' = ${to} order by id desc`,
      );
      return rows.map((row) => row.sms);
    },
    async close() {
      deps.mail.close();
      await close();
      await database.drop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

export type TestApi = Awaited<ReturnType<typeof startApi>>;

/** The one-time token in the newest mail to an address. */
export async function mailedToken(api: TestApi, to: string): Promise<string> {
  const [mail] = await api.mailsTo(to);
  const token = /token=([\w-]+)/.exec(mail?.text ?? "")?.[1];
  if (!token) throw new Error(`no mail with a token waits for ${to}`);
  return token;
}

/** Signs a new person up, opens their link and signs them in. */
export async function signUp(api: TestApi, email: string, password = "four-words-are-better") {
  await api.post("/api/auth/register", { email, password, name: "Kira" });
  // The password again: this is a client without cookies.
  await api.post("/api/auth/verify-email", { token: await mailedToken(api, email), password });
  const answer = await api.post("/api/auth/login", { email, password });
  const { token, user } = (await answer.json()) as { token: string; user: { id: string } };
  return { token, userId: user.id, bearer: { authorization: `Bearer ${token}` } };
}
