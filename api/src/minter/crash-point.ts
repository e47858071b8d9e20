/** Where a power cut is worst, in the order of a mint's or a relay's way: beside each commit, and beside each send. */
export const crashPoints = [
  // Asked for, in the transaction of whoever pays.
  "requested_not_committed",
  "lease_taken",
  "batch_split",
  "parked_not_stored",
  "nonce_chosen",
  "signed_not_stored",
  "stored_not_committed",
  "stored_not_sent",
  "refused_not_recorded",
  // Also where the node's answer is lost: it has the bytes, and nobody wrote that down.
  "sent_not_recorded",
  "sent_not_committed",
  "sent_and_recorded",
  "mined_not_recorded",
  "mined_not_committed",
  "final_not_committed",
  // A reorganisation took the block, or what was final.
  "gone_not_committed",
  "recalled_not_committed",
  "replaced_not_stored",
  "replacement_not_sent",
  "fill_not_sent",
] as const;
export type CrashPoint = (typeof crashPoints)[number];

let passes = 0;

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
 * Where a test kills the process, as a power cut would: with FAULT_POINT set to the point's name, or to `name:2` to be
 * killed when it passes for the third time. The promise of one mint for one payment is proved at each of these.
 */
export function crashPoint(name: CrashPoint | ReconcilePoint) {
  const [point, spared = "0"] = process.env.FAULT_POINT?.split(":") ?? [];
  if (point !== name || process.env.NODE_ENV === "production") return;
  if (passes++ >= Number(spared)) process.kill(process.pid, "SIGKILL");
}
