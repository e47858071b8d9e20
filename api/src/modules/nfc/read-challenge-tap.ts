import { and, eq, gt, isNull, sql } from "drizzle-orm";
import type { Deps } from "../../deps.ts";
import { challengeDigest, signersOf } from "./halo.ts";
import type { Read, Scan, TapRefusal } from "./scan.ts";
import { tapChallenges } from "./tables.ts";

type ChallengeScan = Extract<Scan, { kind: "challenge" }>;

/** Reads a chip's answer to a challenge of ours. The challenge is spent only by a chip that we know. */
export async function readChallengeTap(
  { db }: Pick<Deps, "db">,
  { challengeId, chipAddress, signature }: ChallengeScan,
): Promise<Read | TapRefusal> {
  const [row] = await db.select().from(tapChallenges).where(eq(tapChallenges.id, challengeId));
  if (!row) return "challenge_expired";
  if (row.usedAt) return "challenge_reused";
  if (row.expiresAt.getTime() <= Date.now()) return "challenge_expired";
  const signers = signersOf(challengeDigest(row.challenge), signature);
  if (signers.length === 0) return "bad_signature";
  return {
    signers,
    claimed: chipAddress,
    async spend(tx) {
      const [spent] = await tx
        .update(tapChallenges)
        .set({ usedAt: sql`now()` })
        .where(
          and(
            eq(tapChallenges.id, challengeId),
            isNull(tapChallenges.usedAt),
            gt(tapChallenges.expiresAt, sql`now()`),
          ),
        )
        .returning({ challengeId: tapChallenges.id });
      return spent ?? "challenge_reused";
    },
  };
}
