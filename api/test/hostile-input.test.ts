import { afterAll, beforeAll, expect, test } from "vitest";
import { errorOf } from "./error-of.ts";
import { signUp, startApi, type TestApi } from "./start-api.ts";

let api: TestApi;
let person: Awaited<ReturnType<typeof signUp>>;
beforeAll(async () => {
  api = await startApi();
  person = await signUp(api, "kira@flux.test");
});
afterAll(() => api.close());

const cursor = (key: unknown) => Buffer.from(JSON.stringify(key)).toString("base64url");
const id = "019aa0c4-9f1b-7c3e-8d2f-5a6b7c8d9e0f";
const long = `${"k".repeat(64)}@${["a", "b", "c"].map((letter) => letter.repeat(58)).join(".")}.in`;

test.each<[string, string]>([
  ["a cursor above int4", `/api/products?cursor=${cursor(["featured", 2 ** 31, id])}`],
  ["a cursor that is not whole", `/api/products?sort=price_asc&cursor=${cursor(["price_asc", 1.5, id])}`],
  ["a cursor with a NUL", `/api/products?sort=name&cursor=${cursor(["name", "a\0", id])}`],
  ["a cursor with half a character", `/api/products?sort=name&cursor=${cursor(["name", "\ud800", id])}`],
  ["a search for a NUL", "/api/products?q=a%00b"],
  ["a search for a mark of direction", "/api/products?q=a%E2%80%AEb"],
  ["a slug with a NUL", "/api/products/a%00b"],
  ["a limit of 1e3", "/api/products?limit=1000"],
])("%s is refused with the field's path", async (_, path) => {
  const answer = await api.get(path);
  const { error } = (await answer.clone().json()) as { error: { problems: { path: string }[] } };
  expect(await errorOf(answer)).toEqual([400, "invalid_input"]);
  expect(error.problems[0]?.path).toMatch(/^(query|param)\.\w+$/);
});

test.each<[string, object, string]>([
  ["half a character in a name", { name: "a\ud800" }, "name"],
  ["a name that is a link", { name: "evil.test" }, "name"],
  ["half a character in a password", { password: "long-enough-\udc00" }, "password"],
  ["65 characters before the @", { email: `${"k".repeat(65)}@flux.test` }, "email"],
])("a sign-up with %s is refused, and says which field it is", async (_, wrong, path) => {
  const body = { email: "new@flux.test", password: "long-enough", name: "New", ...wrong };
  const answer = await api.post("/api/auth/register", body);
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({
    error: { code: "invalid_input", problems: [{ path, message: expect.any(String) }] },
  });
});

test("the longest e-mail address there is signs up and is refused like any other", async () => {
  expect(long.length).toBeGreaterThan(240);
  const body = { email: long, password: "long-enough", name: "Long" };
  expect((await api.post("/api/auth/register", body)).status).toBe(201);
  const login = await api.post("/api/auth/login", { email: long, password: "wrong-enough" });
  expect(login.status).toBe(401);
});

test("an order's address takes Malayalam with its joiners and refuses what cannot be seen", async () => {
  const address = {
    ...{ fullName: "അവന്\u200d", phone: "9876543210", line1: "14, Hill Road", city: "Kochi" },
    ...{ state: "Kerala", postalCode: "682001" },
  };
  const place = (changes: object) =>
    api.post("/api/orders", { address: { ...address, ...changes } }, person.bearer);
  expect(await errorOf(await place({}))).toEqual([409, "cart_empty"]);
  for (const line1 of ["14\u202e", "14\u0007", "14\0", "14\ud800", "\u200d"]) {
    const answer = await place({ line1 });
    const { error } = (await answer.json()) as { error: { problems: { path: string }[] } };
    expect([answer.status, error.problems[0]?.path]).toEqual([400, "address.line1"]);
  }
});

test("an error carries the values of its message, as numbers", async () => {
  const body = `"${" ".repeat(262_145)}"`;
  const answer = await api.post("/api/auth/login", body);
  expect(await answer.json()).toMatchObject({
    error: { code: "body_too_large", values: { limitBytes: 262_144 } },
  });
  expect(answer.headers.get("connection")).toBe("close");
});
