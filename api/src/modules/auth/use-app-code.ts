import { and, eq, lt } from "drizzle-orm";
import type { Tx } from "../../db/client.ts";
import type { ApiDeps } from "../../deps.ts";
import { stepOf } from "./authenticator.ts";
import { openSecret } from "./seal-secret.ts";
import { secondFactors } from "./tables.ts";

/**
 * Takes a code of somebody's authenticator app, once: of two that send the same the second is refused, and so is one that
 * is older than the last. Returns whether it was taken; `isProven` whether the app had shown that it works before.
 */
export async function useAppCode(
  { env }: Pick<ApiDeps, "env">,
  tx: Tx,
  { userId, code }: { userId: string; code: string },
): Promise<{ taken: boolean; isProven: boolean }> {
  const [factor] = await tx.select().from(secondFactors).where(eq(secondFactors.userId, userId));
  if (!factor) return { taken: false, isProven: false };
  const isProven = factor.provenAt !== null;
  const step = stepOf(openSecret(env, { of: userId, sealed: factor.secret }), code);
  if (step === null) return { taken: false, isProven };
  const newer = and(
    eq(secondFactors.userId, userId),
    eq(secondFactors.secret, factor.secret),
    lt(secondFactors.lastStep, step),
  );
  const used = await tx.update(secondFactors).set({ lastStep: step }).where(newer);
  return { taken: used.rowCount === 1, isProven };
}
