import { randomBytes } from "node:crypto";
import { toHex } from "viem";
import type { Deps } from "../../deps.ts";
import { tapChallenges } from "./tables.ts";

/** Long enough to hold a phone to a sleeve twice; short, because a signed challenge is worth something. */
const challengeLifeSec = 120;

/** Chooses 32 bytes for a chip to sign: what was read off a garment earlier cannot answer them. */
export async function openChallenge({ db }: Pick<Deps, "db">) {
  const expiresAt = new Date(Date.now() + challengeLifeSec * 1000);
  const [opened] = await db
    .insert(tapChallenges)
    .values({ challenge: toHex(randomBytes(32)), expiresAt })
    .returning();
  if (!opened) throw new Error("the challenge was not stored");
  return opened;
}
