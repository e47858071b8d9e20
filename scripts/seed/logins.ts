import type { Deps } from "../../api/src/deps.ts";
import { openAccount } from "../../api/src/modules/auth/open-account.ts";
import { findUserByEmail } from "../../api/src/modules/auth/queries.ts";
import { demoLogins } from "../demo-logins.ts";

const people = [
  { ...demoLogins.admin, name: "Admin", role: "super_admin" },
  { ...demoLogins.buyer, name: "Meera", role: "customer" },
] as const;

/** Opens the demo accounts, with proven addresses. */
export async function createDemoLogins(deps: Deps) {
  for (const { email, password, name, role } of people) {
    if (await findUserByEmail(deps.db, email)) continue;
    const passwordHash = await deps.auth.hashPassword(password);
    await deps.db.transaction((tx) => openAccount(deps, tx, { email, name, passwordHash, role }));
  }
}
