import { afterAll, beforeAll, expect, test } from "vitest";
import { signUp, startApi, type TestApi } from "../../../test/start-api.ts";
import { sweepExpired } from "./sweep-expired.ts";
import { registrations, sessions, verifications } from "./tables.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

test("what has expired goes, and everything else stays", async () => {
  const { db } = api.deps;
  const { bearer } = await signUp(api, "kira@flux.test");
  await api.post("/api/auth/register", { email: "waits@flux.test", password: "long-enough", name: "W" });
  await api.post("/api/auth/siwe/nonce");
  const [session] = await db.select().from(sessions);
  if (!session) throw new Error("nobody is signed in");
  const past = new Date(Date.now() - 1000);
  await db.insert(sessions).values({ userId: session.userId, tokenHash: "old", expiresAt: past });
  await db.insert(verifications).values({ identifier: "old", value: "", expiresAt: past });
  await db
    .insert(registrations)
    .values({ email: "old@flux.test", name: "Old", passwordHash: "x", tokenHash: "old", expiresAt: past });

  await sweepExpired(api.deps);

  expect((await api.get("/api/auth/me", bearer)).status).toBe(200);
  const left = await Promise.all([sessions, verifications, registrations].map((table) => db.$count(table)));
  expect(left).toEqual([1, 1, 1]);
});
