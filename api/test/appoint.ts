import { eq } from "drizzle-orm";
import type { Role } from "../src/caller.ts";
import { uuidOf } from "../src/http/public-id.ts";
import { sessions } from "../src/modules/auth/tables.ts";
import { users } from "../src/modules/users/tables.ts";
import type { TestApi } from "./start-api.ts";

/** Gives a person a role, and their sessions a second factor that was shown: what the house's own people need. */
export async function appoint(api: TestApi, { userId }: { userId: string }, role: Role): Promise<void> {
  const id = uuidOf(userId);
  await api.deps.db.update(users).set({ role }).where(eq(users.id, id));
  await api.deps.db.update(sessions).set({ secondFactorAt: new Date() }).where(eq(sessions.userId, id));
}
