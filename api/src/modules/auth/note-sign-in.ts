import { writeAudit } from "../../audit/write-audit.ts";
import type { Client, SessionUser } from "../../caller.ts";
import type { Tx } from "../../db/client.ts";
import type { ApiDeps } from "../../deps.ts";
import { queueMail } from "../mail/queue-mail.ts";
import { newDeviceMail } from "./mails/new-device.ts";
import { nameBrowser } from "./name-browser.ts";
import { hasSignedInBefore } from "./queries.ts";

type SignIn = {
  user: SessionUser;
  by: "password" | "wallet" | "second_factor";
  isKnownDevice: boolean;
  client: Client;
};

/**
 * Writes down that somebody was let in, and mails them when it is a browser that this account has not seen, unless it is
 * its first.
 */
export async function noteSignIn(deps: ApiDeps, tx: Tx, { user, by, isKnownDevice, client }: SignIn) {
  const newDevice = !isKnownDevice && (await hasSignedInBefore(tx, user.id));
  const details = { by, newDevice };
  await writeAudit(tx, deps, { actor: user.id, act: "signed_in", subject: user.id, details });
  if (!newDevice || !user.email) return;
  const { name, email } = user;
  const browser = nameBrowser(client.userAgent);
  const mail = newDeviceMail({ name, browser, at: new Date(), webUrl: deps.env.WEB_URL });
  await queueMail(deps, tx, email, mail);
}
