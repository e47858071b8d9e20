import { batchAndSerialOf } from "@flux/contracts";
import { eq, sql } from "drizzle-orm";
import { writeAudit } from "../audit/write-audit.ts";
import type { Tx } from "../db/client.ts";
import type { Deps } from "../deps.ts";
import { parkRequest } from "./requests.ts";
import { retryMint } from "./retry-mint.ts";
import { signedFor } from "./signed-for.ts";
import { mints } from "./tables.ts";

type DecideMint = {
  mint: { id: string } | { tokenId: bigint };
  act: "retry" | "park";
  reason: string;
  /** Who says so, as the machine knows them. */
  by: string;
};
type Mint = typeof mints.$inferSelect;

/** Lets a person retry or park a mint, and writes down who and why. `did: false`: nothing was changed, the words say why. */
export async function decideMint(
  { db, log }: Pick<Deps, "log"> & { db: Pick<Deps["db"], "transaction"> },
  { mint: named, act, reason, by }: DecideMint,
): Promise<{ did: boolean; words: string }> {
  return db.transaction(async (tx) => {
    const [mint] = await tx
      .select()
      .from(mints)
      .where("id" in named ? eq(mints.id, named.id) : eq(mints.tokenId, named.tokenId))
      .for("update");
    if (!mint) return { did: false, words: "There is no such mint: nobody paid for that garment." };
    const name = nameOf(mint);
    const refusal = act === "retry" ? whyNotRetry(mint) : await whyNotPark(tx, mint);
    if (refusal) return { did: false, words: `${name} ${refusal} Nothing was changed.` };

    if (act === "retry") await retryMint(tx, mint.id);
    else {
      await parkRequest(tx, "mint", mint.id, `parked by ${by}: ${reason}`);
      await tx.update(mints).set({ dueAt: sql`now()` }).where(eq(mints.id, mint.id));
    }
    await writeAudit(
      tx,
      { log },
      {
        actor: "system",
        act: act === "retry" ? "mint_retried" : "mint_parked",
        subject: String(mint.tokenId),
        details: { mintId: mint.id, reason, by, said: mint.failure },
      },
    );
    const words =
      act === "retry" ? "tries again now, alone." : "is parked. Retry it when the reason is gone.";
    return { did: true, words: `${name} ${words}` };
  });
}

function whyNotRetry({ state }: Mint): string | null {
  if (state === "parked") return null;
  if (state === "given_up") return "was given up: its buyer has another garment or the money back.";
  if (state === "queued") return "is not parked: it tries by itself.";
  return state === "signed" || state === "sent" ? "is on its way to the chain." : "is minted.";
}

/** What was signed may be mined whatever the row says: parking it would only hide that. */
async function whyNotPark(tx: Tx, mint: Mint): Promise<string | null> {
  const { state } = mint;
  if (state === "parked") return "is parked already.";
  if (state === "given_up") return "was given up: its buyer has another garment or the money back.";
  if (state === "mined" || state === "final") return "is minted.";
  const out = (await signedFor(tx, mint)).find((send) => /^(stored|sent|displaced)$/.test(send.state));
  if (state !== "queued" || out)
    return `can't be parked: what mints it is signed and may be mined at any time (${out?.hash ?? "its transaction"}).`;
  return null;
}

function nameOf({ tokenId }: Mint): string {
  const { batchId, serial } = batchAndSerialOf(tokenId);
  return `The mint of ${batchId}-${serial}`;
}
