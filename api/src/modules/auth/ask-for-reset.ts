import type { ApiDeps } from "../../deps.ts";
import { mailResetLink } from "./jobs.ts";

type AskForReset = { email: string; next?: string | undefined; browser: string };

/**
 * Has the worker mail a link that sets a new password, if the address has an account. Nothing is looked up here: what
 * is done, and how long it takes, is the same for every address.
 */
export async function askForReset({ db, jobs }: ApiDeps, { email, next, browser }: AskForReset) {
  const at = new Date().toISOString();
  await db.transaction((tx) => jobs.add(tx, mailResetLink, { email, browser, at, ...(next && { next }) }));
}
