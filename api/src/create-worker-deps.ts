import { createSmtpSender } from "./adapters/mail/smtp.ts";
import { openSms } from "./adapters/sms/open-sms.ts";
import { createDeps } from "./create-deps.ts";
import type { WorkerDeps } from "./deps.ts";
import type { WorkerEnv } from "./env.ts";

/** Connects a worker to all that its jobs need. */
export async function createWorkerDeps(env: WorkerEnv): Promise<WorkerDeps & { close(): Promise<void> }> {
  const { pool: _, ...deps } = await createDeps(env);
  const mail = createSmtpSender(env.SMTP_URL, env.MAIL_FROM);
  return {
    ...deps,
    env,
    mail,
    sms: openSms(env),
    openIpfs: async () => (await import("./adapters/ipfs/pinata.ts")).createPinata(env),
    async close() {
      mail.close();
      await deps.close();
    },
  };
}
