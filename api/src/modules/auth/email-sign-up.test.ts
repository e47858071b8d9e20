import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { mailedToken, signUp, startApi, type TestApi } from "../../../test/start-api.ts";
import { errorSchema } from "../../http/error.ts";
import { meSchema, signedInSchema } from "./schema.ts";
import { registrations, sessions, users } from "./tables.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const password = "four-words-are-better";
const person = (email: string) => ({ email, password, name: "Kira" });

async function errorOf(answer: Response) {
  const { error } = errorSchema.strict().parse(await answer.json());
  return { status: answer.status, code: error.code };
}

describe("signing up", () => {
  test("the mailed link opens an account with an address in custody, once", async () => {
    const email = "once@flux.test";
    expect((await api.post("/api/auth/register", person(email))).status).toBe(201);
    expect(await errorOf(await api.post("/api/auth/login", { email, password }))).toEqual({
      status: 403,
      code: "email_not_verified",
    });
    const token = await mailedToken(api, email);
    expect((await api.post("/api/auth/verify-email", { token })).status).toBe(200);
    expect(await errorOf(await api.post("/api/auth/verify-email", { token }))).toEqual({
      status: 400,
      code: "verification_token_invalid",
    });

    const answer = await api.post("/api/auth/login", { email: " Once@FLUX.test", password });
    const session = signedInSchema.strict().parse(await answer.json());
    const me = await api.get("/api/auth/me", { authorization: `Bearer ${session.token}` });
    const { wallets } = meSchema.strict().parse(await me.json());
    expect(wallets).toEqual([{ address: expect.stringMatching(/^0x[0-9a-fA-F]{40}$/), kind: "custody" }]);
  });
});
