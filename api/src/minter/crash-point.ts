export type CrashPoint =
  | "signed_not_stored"
  | "stored_not_sent"
  | "sent_not_recorded"
  | "mined_not_recorded"
  | "replaced_not_stored";

/** The same in what makes restored books right again. */
export type ReconcilePoint =
  | "reconcile_began"
  | "reconcile_signed_out"
  | "reconcile_numbers_skipped"
  | "reconcile_chain_read"
  | "reconcile_token_settled"
  | "reconcile_tokens_settled"
  | "reconcile_counters_doubted"
  | "reconcile_ended";

/**
 * Where a test kills the process, as a power cut would: with FAULT_POINT set to the point's name. The
 * promise of one mint for one payment is proved at each of these.
 */
export function crashPoint(name: CrashPoint | ReconcilePoint) {
  if (process.env.FAULT_POINT === name && process.env.NODE_ENV !== "production") {
    process.kill(process.pid, "SIGKILL");
  }
}
