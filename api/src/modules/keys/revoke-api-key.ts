import { and, eq, isNull } from "drizzle-orm";
import { writeAudit } from "../../audit/write-audit.ts";
import type { ApiDeps } from "../../deps.ts";
import { publicId } from "../../http/public-id.ts";
import { keyErrors } from "./errors.ts";
import { apiKeys } from "./tables.ts";

/** Ends a key, from its next request on. Anybody who may make keys may end any: a leaked one can't wait for its maker. Throws `key_not_found`. */
export async function revokeApiKey(
  deps: Pick<ApiDeps, "db" | "log">,
  { actor, keyId }: { actor: string; keyId: string },
): Promise<void> {
  await deps.db.transaction(async (tx) => {
    const revoked = await tx
      .update(apiKeys)
      .set({ revokedAt: new Date() })
      .where(and(eq(apiKeys.id, keyId), isNull(apiKeys.revokedAt)));
    if (!revoked.rowCount) throw keyErrors.key_not_found();
    const subject = publicId("key", keyId);
    await writeAudit(tx, deps, { actor, act: "api_key_revoked", subject, details: {} });
  });
}
