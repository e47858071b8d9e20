import { writeAudit } from "../../audit/write-audit.ts";
import type { SessionUser } from "../../caller.ts";
import type { ApiDeps } from "../../deps.ts";
import { lockPerson } from "../users/lock-person.ts";
import { authErrors } from "./errors.ts";
import { hasSecondFactor } from "./queries.ts";
import { makeRecoveryCodes } from "./recovery-codes.ts";

/** Ten new recovery codes in place of those before. Throws `second_factor_is_off`. */
export async function renewRecoveryCodes(deps: ApiDeps, { id: userId }: SessionUser): Promise<string[]> {
  return deps.db.transaction(async (tx) => {
    await lockPerson(tx, userId);
    if (!(await hasSecondFactor(tx, userId))) throw authErrors.second_factor_is_off();
    await writeAudit(tx, deps, { actor: userId, act: "recovery_codes_made", subject: userId, details: {} });
    return makeRecoveryCodes(deps, tx, userId);
  });
}
