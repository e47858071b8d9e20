import type { Tx } from "../db/client.ts";
import type { Deps } from "../deps.ts";
import { type AuditDetails, audit } from "./tables.ts";

export type Act = {
  /** Who did it: a person's uuid, or "system". */
  actor: string;
  act:
    | "account_deleted"
    | "account_opened"
    | "books_audited"
    | "books_reconciled"
    | "email_added"
    | "garment_replaced"
    | "garment_sent"
    | "mint_parked"
    | "mint_retried"
    | "password_changed"
    | "password_reset"
    | "piece_refunded"
    | "role_changed"
    | "session_ended"
    | "signed_in"
    | "token_excepted"
    | "token_exception_withdrawn"
    | "wallet_linked"
    | "wallet_unlinked";
  subject: string;
  /** What changed. Ids, states and addresses of the chain; never a secret, nor where a person lives or is written to. */
  details: AuditDetails;
};

/** Writes down who did what, in the transaction that does it: neither stands without the other. */
export async function writeAudit(tx: Tx, { log }: Pick<Deps, "log">, act: Act): Promise<void> {
  const { requestId } = log.bindings();
  await tx.insert(audit).values({ ...act, requestId: typeof requestId === "string" ? requestId : null });
}
