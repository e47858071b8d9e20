import { writeAudit } from "../../audit/write-audit.ts";
import type { SessionUser } from "../../caller.ts";
import { hashSecret } from "../../db/hash-secret.ts";
import type { ApiDeps } from "../../deps.ts";
import { publicId } from "../../http/public-id.ts";
import type { Scope } from "../../permissions.ts";
import { lockPerson } from "../users/lock-person.ts";
import { keyErrors } from "./errors.ts";
import { newKeySecret } from "./key-secret.ts";
import { listApiKeys } from "./queries.ts";
import { apiKeys } from "./tables.ts";

const most = 20;
const dayMs = 86_400_000;

type MakeApiKey = { user: SessionUser; name: string; scopes: Scope[]; days: number };

/** Makes a key for a program. What is returned is shown once: the row keeps its hash. Throws `too_many_keys`. */
export async function makeApiKey(
  deps: Pick<ApiDeps, "db" | "log">,
  { user, name, scopes, days }: MakeApiKey,
): Promise<{ id: string; secret: string; expiresAt: Date }> {
  return deps.db.transaction(async (tx) => {
    await lockPerson(tx, user.id);
    if ((await listApiKeys(tx, { userId: user.id })).length >= most) throw keyErrors.too_many_keys({ most });
    const secret = newKeySecret();
    const expiresAt = new Date(Date.now() + days * dayMs);
    const given = [...new Set(scopes)].sort();
    const [key] = await tx
      .insert(apiKeys)
      .values({ keyHash: hashSecret(secret), userId: user.id, name, scopes: given, expiresAt })
      .returning({ id: apiKeys.id });
    if (!key) throw new Error("an inserted key came back without its row");
    await writeAudit(tx, deps, {
      actor: user.id,
      act: "api_key_made",
      subject: publicId("key", key.id),
      details: { scopes: given.join(" "), days },
    });
    return { id: key.id, secret, expiresAt };
  });
}
