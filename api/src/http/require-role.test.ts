import { expect, test } from "vitest";
import type { Role, SessionUser } from "../caller.ts";
import { answerError } from "./answer-error.ts";
import { createRouter } from "./create-router.ts";
import { requireRole } from "./require-role.ts";

/** What a person of this role, or somebody signed out, gets at a door for `needed`. */
async function statusOf(role: Role | null, needed: Role) {
  const user: SessionUser | null = role && {
    ...{ id: "00000000-0000-7000-8000-000000000000", email: null, emailVerified: false, name: "Kira", role },
  };
  const app = createRouter();
  app.onError(answerError);
  app.use(async (c, next) => {
    c.set("user", user);
    await next();
  });
  app.get("/", requireRole(needed), (c) => c.text("in"));
  return (await app.request("/")).status;
}

const roles = ["customer", "admin", "super_admin"] as const;

test.each([
  ["customer", [200, 200, 200]],
  ["admin", [403, 200, 200]],
  ["super_admin", [403, 403, 200]],
] as const)(
  "a door for a role (%s) opens for it and those above, and for nobody below",
  async (needed, statuses) => {
    expect(await Promise.all(roles.map((role) => statusOf(role, needed)))).toEqual(statuses);
    expect(await statusOf(null, needed)).toBe(403);
  },
);
