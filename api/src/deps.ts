import type { Logger } from "pino";
import type { Chain } from "./adapters/chain/chain.ts";
import type { Custody } from "./adapters/custody/custody.ts";
import type { Ipfs } from "./adapters/ipfs/ipfs.ts";
import type { MailSender } from "./adapters/mail/mail.ts";
import type { PaymentVendor } from "./adapters/payments/payments.ts";
import type { Pictures } from "./adapters/pictures/pictures.ts";
import type { SmsSender } from "./adapters/sms/sms.ts";
import type { Storage } from "./adapters/storage/storage.ts";
import type { ApiKey, Client, Session } from "./caller.ts";
import type { Db } from "./db/client.ts";
import type { ApiEnv, Env, WorkerEnv } from "./env.ts";
import type { Jobs } from "./jobs/enqueue.ts";
import type { RateLimits } from "./limits/rate-limits.ts";

/** What a use case may use. Built once a process by create-api-deps.ts or create-worker-deps.ts; a test builds its own against its own servers. */
export type Deps = {
  env: Env;
  log: Logger;
  db: Db;
  jobs: Jobs;
  payments: PaymentVendor;
  chain: Chain;
  custody: Custody;
  storage: Storage;
};

/** What the API's use cases may use beside: who is signed in, and how often somebody may try. */
export type ApiDeps = Deps & {
  env: ApiEnv;
  auth: Auth;
  limits: RateLimits;
  /** What draws anew what people send. */
  pictures: Pictures;
  /** Whether a person holds a garment, by the chain's own word. Throws the `gateErrors`. */
  isTribe(userId: string): Promise<boolean>;
};

/** What a job may use beside: what leaves the house by the worker alone. */
export type WorkerDeps = Deps & {
  env: WorkerEnv;
  mail: MailSender;
  sms: SmsSender;
  /** Pinata's SDK is loaded by the first job that needs it. */
  openIpfs(): Promise<Ipfs>;
};

/** Who is signed in, and hashes of passwords. `modules/auth/create-auth.ts` makes it. */
export interface Auth {
  /** The session of a request with these headers. One indexed query, none for a token we did not sign. */
  sessionOf(headers: Headers): Promise<Session | null>;
  /** The session that waits for a code of its person's authenticator app. It opens nothing else. */
  waitingSessionOf(headers: Headers): Promise<Session | null>;
  /** The API key of a request with these headers. No query for what does not look like one. */
  keyOf(headers: Headers): Promise<ApiKey | null>;
  /** Short tokens for programs beside the API. */
  accessTokens: {
    keySet(): Promise<{ keys: object[] }>;
    sign(session: { userId: string; sessionId: string }): Promise<{ token: string; expiresAt: Date }>;
  };
  /** Hashing waits for one of few places; who finds none, in all or for their network, is refused with 429. */
  hashPassword(password: string, client?: Pick<Client, "ip">): Promise<string>;
  /** Whether this is the password of a kept hash. With null, for an address that has none: no, and as late. */
  verifyPassword(password: string, kept: string | null, client: Pick<Client, "ip">): Promise<boolean>;
}
