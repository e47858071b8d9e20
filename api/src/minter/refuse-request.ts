import type { Deps } from "../deps.ts";
import { type Purpose, putOffRequest } from "./requests.ts";
import type { RevertReason } from "./revert-reason.ts";

type Refused = {
  id: string;
  /** Why it was put off last. */
  failure: string | null;
  /** What it is, and which, in the log. */
  what: "mint" | "transfer" | "ballot";
  about: Record<string, string>;
};

/**
 * Puts off what the chain refuses all by itself, and parks it once that was heard for long. A refusal is said when it is
 * new, and when it is believed. Null: there is nothing to send.
 */
export async function refuseRequest(
  { db, log }: Pick<Deps, "db" | "log">,
  purpose: Purpose,
  { id, failure, what, about }: Refused,
  refusal: RevertReason,
): Promise<null> {
  const left = await putOffRequest(db, purpose, id, refusal);
  const said = { ...about, reason: refusal.reason };
  if (left === "parked") log.error(said, `${what} parked`);
  else if (failure !== refusal.reason) log.warn(said, `${what} refused; it is tried again`);
  return null;
}
