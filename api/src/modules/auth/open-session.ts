import type { Client } from "../../caller.ts";
import type { Db, Tx } from "../../db/client.ts";
import { hashSecret, newSecret } from "../../db/hash-secret.ts";
import type { ApiDeps } from "../../deps.ts";
import { expiryOf } from "./session-life.ts";
import { signSessionToken } from "./session-token.ts";
import { sessions } from "./tables.ts";

type OpenSession = {
  userId: string;
  remember?: boolean | undefined;
  /** Opens nothing until a code of the person's app came, within ten minutes. */
  waits?: boolean;
  client: Client;
};

const waitMs = 10 * 60_000;

/** Opens a session and returns the signed token that stands for it: it is written down nowhere. */
export async function openSession(
  { env }: { env: Pick<ApiDeps["env"], "AUTH_SECRET"> },
  tx: Db | Tx,
  { userId, remember = false, waits = false, client: { ip, userAgent } }: OpenSession,
): Promise<string> {
  const token = newSecret();
  const now = new Date();
  await tx.insert(sessions).values({
    tokenHash: hashSecret(token),
    userId,
    remembered: remember,
    waitsForCode: waits,
    expiresAt: waits ? new Date(now.getTime() + waitMs) : expiryOf({ remembered: remember, createdAt: now }),
    ipAddress: ip,
    userAgent,
  });
  return signSessionToken(token, env.AUTH_SECRET);
}
