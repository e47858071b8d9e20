import type { Client } from "../../caller.ts";
import type { Db, Tx } from "../../db/client.ts";
import { hashSecret, newSecret } from "../../db/hash-secret.ts";
import type { ApiDeps } from "../../deps.ts";
import { expiryOf } from "./session-life.ts";
import { signSessionToken } from "./session-token.ts";
import { sessions } from "./tables.ts";

type OpenSession = { userId: string; remember?: boolean | undefined; client: Client };

/** Opens a session and returns the signed token that stands for it: it is written down nowhere. */
export async function openSession(
  { env }: { env: Pick<ApiDeps["env"], "AUTH_SECRET"> },
  tx: Db | Tx,
  { userId, remember = false, client: { ip, userAgent } }: OpenSession,
): Promise<string> {
  const token = newSecret();
  await tx.insert(sessions).values({
    tokenHash: hashSecret(token),
    userId,
    remembered: remember,
    expiresAt: expiryOf({ remembered: remember, createdAt: new Date() }),
    ipAddress: ip,
    userAgent,
  });
  return signSessionToken(token, env.AUTH_SECRET);
}
