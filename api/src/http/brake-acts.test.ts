import { afterAll, beforeAll, expect, test } from "vitest";
import { errorOf } from "../../test/error-of.ts";
import { signUp, startApi, type TestApi } from "../../test/start-api.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startApi({
    ACTS_PER_MINUTE_OF_ACCOUNT: "5",
    ACTS_PER_MINUTE_OF_NETWORK: "30",
  });
});
afterAll(() => api.close());

const from = (ip: string) => ({ "x-forwarded-for": ip });
const logOut = (headers: Record<string, string>) => api.post("/api/auth/logout", undefined, headers);

test("a network acts so often a minute, signed in or not, and reads on; another one is not held up", async () => {
  const answers = [];
  for (let at = 0; at < 31; at++) answers.push(await logOut(from("198.51.100.1")));
  expect(answers.slice(0, 30).map(({ status }) => status)).toEqual(Array.from({ length: 30 }, () => 200));
  const [last] = answers.slice(-1);
  expect(await errorOf(last as Response)).toEqual([429, "too_many_requests"]);
  expect(Number(last?.headers.get("retry-after"))).toBeGreaterThan(0);
  expect((await api.get("/api/products", from("198.51.100.1"))).status).toBe(200);
  expect((await logOut(from("198.51.100.2"))).status).toBe(200);
});

test("an account acts so often a minute, from wherever it asks", async () => {
  const me = await signUp(api, "kira@flux.test");
  const act = (at: number) =>
    api.post("/api/users/wishlist", {}, { ...me.bearer, ...from(`198.51.101.${at}`) });
  const statuses = [];
  for (let at = 0; at < 7; at++) statuses.push((await act(at)).status);
  expect(statuses).toEqual([400, 400, 400, 400, 400, 429, 429]);
  expect((await api.get("/api/auth/me", me.bearer)).status).toBe(200);
});
