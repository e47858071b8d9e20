import { v7 as uuidv7 } from "uuid";
import type { Tx } from "../../db/client.ts";
import type { Deps } from "../../deps.ts";
import { sendMail } from "./jobs.ts";
import type { RenderedMail } from "./mail-content.ts";

export type MailDeps = Pick<Deps, "jobs"> & { env: Pick<Deps["env"], "WEB_URL"> };

/**
 * Sends a mail if, and only if, the transaction commits. The job's id is the first half of its Message-ID. With an `id` of its own
 * a mail is queued once, however often it is asked for.
 */
export async function queueMail(
  { jobs, env }: MailDeps,
  tx: Tx,
  to: string,
  mail: RenderedMail,
  id: string = uuidv7(),
) {
  const messageId = `${id}@${new URL(env.WEB_URL).hostname}`;
  await jobs.add(tx, sendMail, { to, ...mail, messageId }, { id });
}
