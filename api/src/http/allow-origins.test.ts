import { afterAll, beforeAll, expect, test } from "vitest";
import { errorOf } from "../../test/error-of.ts";
import { startApi, type TestApi } from "../../test/start-api.ts";
import { apiSettings } from "../env.ts";

const app = "https://app.flux.test";
let api: TestApi;
beforeAll(async () => {
  api = await startApi({ CORS_ORIGINS: `${app}, https://till.flux.test` });
});
afterAll(() => api.close());

const shown = (answer: Response) => answer.headers.get("access-control-allow-origin");
const preflight = (origin: string) =>
  api.app.request("/api/auth/login", {
    method: "OPTIONS",
    headers: {
      origin,
      "access-control-request-method": "POST",
      "access-control-request-headers": "content-type",
    },
  });

test("pages of a listed origin read answers and act; of any other they are shown nothing and refused", async () => {
  const listed = await preflight(app);
  expect(listed.status).toBe(204);
  expect(shown(listed)).toBe(app);
  expect(listed.headers.get("access-control-allow-credentials")).toBe("true");
  const read = await api.get("/api/products", { origin: app });
  expect(shown(read)).toBe(app);
  expect(read.headers.get("vary")).toMatch(/origin/i);
  const act = { origin: app, "sec-fetch-site": "cross-site" };
  expect(
    await errorOf(await api.post("/api/auth/login", { email: "a@flux.test", password: "x" }, act)),
  ).toEqual([401, "wrong_credentials"]);
  for (const origin of [
    "https://evil.test",
    "https://app.flux.test.evil.test",
    "http://app.flux.test",
    "null",
  ]) {
    const asked = await preflight(origin);
    expect([asked.status, shown(asked)]).toEqual([404, null]);
    expect(shown(await api.get("/api/products", { origin }))).toBeNull();
    const foreign = { origin, "sec-fetch-site": "cross-site" };
    expect(await errorOf(await api.post("/api/auth/logout", undefined, foreign))).toEqual([
      403,
      "cross_site_request",
    ]);
  }
});

test("a handler's own headers stand, whoever asks", async () => {
  for (const origin of [app, "https://evil.test"]) {
    const style = await api.get("/api/docs/swagger-ui.css", { origin });
    expect(style.headers.get("cache-control")).toBe("public, max-age=86400");
  }
});

test("what is no origin is refused at the start", () => {
  const read = (text: string) => apiSettings.shape.CORS_ORIGINS.safeParse(text).success;
  expect(["", "https://a.test", "https://a.test,http://b.test:8080"].map(read)).toEqual([true, true, true]);
  expect(["*", "a.test", "https://a.test/", "https://a.test/x", "null"].map(read)).toEqual(
    Array.from({ length: 5 }, () => false),
  );
});
