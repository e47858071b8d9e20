import type { Tx } from "../db/client.ts";
import type { Deps } from "../deps.ts";
import { type AuditDetails, audit } from "./tables.ts";

/** All that is written down. */
export const acts = [
  "account_blocked",
  "account_deleted",
  "account_opened",
  "account_unblocked",
  "api_key_made",
  "api_key_revoked",
  "books_audited",
  "books_reconciled",
  "destination_added",
  "email_added",
  "garment_replaced",
  "garment_sent",
  "mint_parked",
  "mint_retried",
  "note_written",
  "notification_chosen",
  "order_cancelled",
  "password_changed",
  "password_reset",
  "people_exported",
  "phone_proven",
  "phone_removed",
  "piece_refunded",
  "product_archived",
  "product_changed",
  "product_created",
  "product_deleted",
  "recovery_code_used",
  "recovery_codes_made",
  "review_hidden",
  "review_replied",
  "review_shown",
  "role_changed",
  "second_factor_off",
  "second_factor_on",
  "send_released",
  "send_stopped",
  "session_ended",
  "signed_in",
  "token_excepted",
  "token_exception_withdrawn",
  "wallet_linked",
  "wallet_unlinked",
  "withdrawal_asked",
] as const;

export type Act = {
  /** Who did it: a person's uuid, or "system". */
  actor: string;
  act: (typeof acts)[number];
  subject: string;
  /** What changed. Ids, states and addresses of the chain; never a secret, nor where a person lives or is written to. */
  details: AuditDetails;
};

/** Writes down who did what, in the transaction that does it: neither stands without the other. */
export async function writeAudit(tx: Tx, { log }: Pick<Deps, "log">, act: Act): Promise<void> {
  const { requestId, apiKeyId } = log.bindings();
  await tx.insert(audit).values({ ...act, requestId: orNull(requestId), apiKeyId: orNull(apiKeyId) });
}

const orNull = (value: unknown) => (typeof value === "string" ? value : null);
