import type { Logger } from "pino";
import type { Chain } from "./adapters/chain/chain.ts";
import type { Custody } from "./adapters/custody/custody.ts";
import type { Ipfs } from "./adapters/ipfs/ipfs.ts";
import type { MailSender } from "./adapters/mail/mail.ts";
import type { PaymentVendor } from "./adapters/payments/payments.ts";
import type { Client, SessionUser } from "./caller.ts";
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
};

/** What the API's use cases may use beside: who is signed in, and how often somebody may try. */
export type ApiDeps = Deps & { env: ApiEnv; auth: Auth; limits: RateLimits };

/** What a job may use beside: what leaves the house by the worker alone. */
export type WorkerDeps = Deps & {
  env: WorkerEnv;
  mail: MailSender;
  /** Pinata's SDK is loaded by the first job that needs it. */
  openIpfs(): Promise<Ipfs>;
};

/** Passwords and sessions. `modules/auth/create-auth.ts` makes it. */
export interface Auth {
  /** Who sends a request with these headers. One indexed query, none for a token we did not sign. */
  userOf(headers: Headers): Promise<SessionUser | null>;
  /** Hashing waits for one of few places; who finds none, in all or for their network, is refused with 429. */
  hashPassword(password: string, client?: Pick<Client, "ip">): Promise<string>;
  verifyPassword(password: string, hash: string, client: Pick<Client, "ip">): Promise<boolean>;
  /** Opens a session of 7 days for an address and its password and returns its signed token, or says why not. */
  signIn(login: {
    email: string;
    password: string;
    client: Client;
  }): Promise<{ token: string } | "wrong_credentials" | "email_not_verified">;
  /** Opens a session of 7 days and returns the signed token that stands for it. */
  openSession(userId: string, client: Client): Promise<string>;
  /** Ends the session of these headers, if there is one. */
  closeSession(headers: Headers): Promise<void>;
}
