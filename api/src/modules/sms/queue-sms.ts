import { v7 as uuidv7 } from "uuid";
import type { Tx } from "../../db/client.ts";
import type { Deps } from "../../deps.ts";
import type { RenderedSms } from "./code-sms.ts";
import { sendSms } from "./jobs.ts";

/** Sends a text message to a number (E.164) if, and only if, the transaction commits, and never after `until`. */
export async function queueSms(
  { jobs }: Pick<Deps, "jobs">,
  tx: Tx,
  { to, until, ...sms }: RenderedSms & { to: string; until: Date },
): Promise<void> {
  const id = uuidv7();
  await jobs.add(tx, sendSms, { id, to, ...sms, until: until.toISOString() }, { id });
}
