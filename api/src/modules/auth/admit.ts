import { writeAudit } from "../../audit/write-audit.ts";
import type { Client, SessionUser } from "../../caller.ts";
import type { ApiDeps } from "../../deps.ts";
import { queueMail } from "../mail/queue-mail.ts";
import { newDeviceMail } from "./mails.ts";
import { nameBrowser } from "./name-browser.ts";
import { openSession } from "./open-session.ts";
import { hasSignedInBefore } from "./queries.ts";

type Admit = {
  user: SessionUser;
  by: "password" | "wallet";
  remember?: boolean | undefined;
  isKnownDevice: boolean;
  client: Client;
};

/**
 * Lets somebody in who showed who they are: a session, an audit row, and a mail when it is a browser that this account
 * has not seen, unless it is its first. Returns the session's signed token.
 */
export async function admit(deps: ApiDeps, { user, by, remember, isKnownDevice, client }: Admit) {
  const { db, env } = deps;
  return db.transaction(async (tx) => {
    const isNewDevice = !isKnownDevice && (await hasSignedInBefore(tx, user.id));
    const token = await openSession(deps, tx, { userId: user.id, remember, client });
    const details = { by, newDevice: isNewDevice };
    await writeAudit(tx, deps, { actor: user.id, act: "signed_in", subject: user.id, details });
    if (isNewDevice && user.email) {
      const { name, email } = user;
      const browser = nameBrowser(client.userAgent);
      await queueMail(deps, tx, email, newDeviceMail({ name, browser, at: new Date(), webUrl: env.WEB_URL }));
    }
    return token;
  });
}
