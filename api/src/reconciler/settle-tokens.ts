import { TransactionRollbackError } from "drizzle-orm";
import { nameOf } from "../auditor/words.ts";
import type { Db } from "../db/client.ts";
import { crashPoint } from "../minter/crash-point.ts";
import type { LostToken } from "./find-lost-tokens.ts";
import { type Settled, settleToken } from "./settle-token.ts";

/** The tokens that the books did not know, by what was done about them. Each by its name: "1-7". */
export type SettledTokens = Record<Settled, string[]>;

/** Settles each token in a transaction of its own. A dry run takes each back. */
export async function settleTokens(
  db: Db,
  tokens: LostToken[],
  { dryRun }: { dryRun: boolean },
): Promise<SettledTokens> {
  const done: SettledTokens = { taken: [], given: [], sold_twice: [], no_garment: [], known: [] };
  for (const token of tokens) {
    let settled: Settled = "known";
    await db
      .transaction(async (tx) => {
        settled = await settleToken(tx, token);
        if (dryRun) tx.rollback();
      })
      .catch((error: unknown) => {
        if (!(error instanceof TransactionRollbackError)) throw error;
      });
    done[settled].push(nameOf(token.tokenId));
    crashPoint("reconcile_token_settled");
  }
  return done;
}
