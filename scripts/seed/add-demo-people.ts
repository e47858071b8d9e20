import { findUserByEmail } from "@flux/api/users/queries";
import { demoLogins } from "../demo-logins.ts";
import type { Seed } from "./open-seed.ts";

const people = [
  { ...demoLogins.admin, name: "Ada Admin", role: "super_admin" },
  { ...demoLogins.buyer, name: "Bela Buyer", role: "customer" },
] as const;

/** The two logins that the start shows: their addresses count as proven, and they have custody like everybody. */
export async function addDemoPeople({ db, env, say }: Seed) {
  const known = await Promise.all(people.map((person) => findUserByEmail(db, person.email)));
  const due = people.filter((_, i) => !known[i]);
  if (due.length === 0) return;
  // Loaded only now: a second run needs none of it.
  const [{ createAuth }, { openCustody }, { openAccount }] = await Promise.all([
    import("@flux/api/auth/create-auth"),
    import("@flux/api/custody"),
    import("@flux/api/auth/open-account"),
  ]);
  const auth = createAuth(env, db);
  const custody = await openCustody(env);
  for (const { email, password, name, role } of due) {
    const passwordHash = await auth.hashPassword(password);
    await db.transaction((tx) => openAccount({ custody }, tx, { email, name, passwordHash, role }));
  }
  say(`demo logins: ${due.map((person) => person.email).join(", ")}`);
}
