import { asc, inArray } from "drizzle-orm";
import type { Logger } from "pino";
import { audit } from "../audit/tables.ts";
import { writeAudit } from "../audit/write-audit.ts";
import type { Db, Tx } from "../db/client.ts";

/** The brand's word for a token that no order explains: "minted by hand for the press". */
export type Exception = { tokenId: bigint; reason: string; by: string; at: Date };

type ExceptToken = {
  tokenId: bigint;
  reason: string;
  /** Who says so, as the machine knows them. */
  by: string;
  /** Takes back what was said before. */
  withdraw: boolean;
};

/**
 * Writes down that a token is as it shall be although no paid order says so, or takes that back. The rows are of the audit
 * trail and so for ever; the newest one about a token counts.
 */
export async function exceptToken(
  { db, log }: { db: Pick<Db, "transaction">; log: Logger },
  { tokenId, reason, by, withdraw }: ExceptToken,
) {
  await db.transaction((tx) =>
    writeAudit(
      tx,
      { log },
      {
        actor: "system",
        act: withdraw ? "token_exception_withdrawn" : "token_excepted",
        subject: String(tokenId),
        details: { reason, by },
      },
    ),
  );
}

/** The exceptions that count, by token. */
export async function readExceptions(tx: Db | Tx): Promise<Map<bigint, Exception>> {
  const rows = await tx
    .select({ act: audit.act, subject: audit.subject, details: audit.details, at: audit.at })
    .from(audit)
    .where(inArray(audit.act, ["token_excepted", "token_exception_withdrawn"]))
    .orderBy(asc(audit.at), asc(audit.id));
  const exceptions = new Map<bigint, Exception>();
  for (const { act, subject, details, at } of rows) {
    const tokenId = BigInt(subject);
    if (act === "token_exception_withdrawn") exceptions.delete(tokenId);
    else exceptions.set(tokenId, { tokenId, reason: String(details.reason), by: String(details.by), at });
  }
  return exceptions;
}
