import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { errorOf } from "../../../test/error-of.ts";
import { signUp, startApi, type TestApi } from "../../../test/start-api.ts";
import { meSchema } from "./schema.ts";

const password = "four-words-are-better";
const login = (api: TestApi) => api.post("/api/auth/login", { email: "kira@flux.test", password });
const partsOf = (answer: Response) => (answer.headers.getSetCookie()[0] ?? "").split("; ");

describe("on http", () => {
  let api: TestApi;
  let cookie: string;
  beforeAll(async () => {
    api = await startApi();
    await signUp(api, "kira@flux.test");
    cookie = partsOf(await login(api))[0] ?? "";
  });
  afterAll(() => api.close());

  test("the session cookie is out of reach of scripts and of other sites' forms", async () => {
    const [pair, ...attributes] = partsOf(await login(api));
    expect(pair).toMatch(/^flux-session=/);
    expect(attributes.sort()).toEqual(["HttpOnly", "Max-Age=7776000", "Path=/", "SameSite=Lax"]);
  });

  test("the cookie signs in, and logout takes it away", async () => {
    const me = meSchema.strict().parse(await (await api.get("/api/auth/me", { cookie })).json());
    expect(me.user.email).toBe("kira@flux.test");
    const bye = partsOf(await api.post("/api/auth/logout", undefined, { cookie }));
    expect(bye).toEqual(expect.arrayContaining(["flux-session=", "Max-Age=0"]));
    expect(await errorOf(await api.get("/api/auth/me", { cookie }))).toEqual([401, "not_signed_in"]);
  });
});

test("on https the cookie is bound to this host over TLS", async () => {
  const api = await startApi({ WEB_URL: "https://flux.test", API_URL: "https://flux.test" });
  await signUp(api, "kira@flux.test");
  const [pair = "", ...attributes] = partsOf(await login(api));
  expect(pair).toMatch(/^__Host-flux-session=/);
  expect(attributes).toEqual(expect.arrayContaining(["Secure", "HttpOnly", "Path=/"]));
  expect((await api.get("/api/auth/me", { cookie: pair })).status).toBe(200);
  const plain = pair.replace("__Host-", "");
  expect((await api.get("/api/auth/me", { cookie: plain })).status).toBe(401);
  await api.close();
});
