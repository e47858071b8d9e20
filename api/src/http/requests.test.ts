import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { errorOf } from "../../test/error-of.ts";
import { signUp, startApi, type TestApi } from "../../test/start-api.ts";

let api: TestApi;
let cookie: string;
beforeAll(async () => {
  api = await startApi();
  const { token } = await signUp(api, "kira@flux.test");
  cookie = `flux-session=${encodeURIComponent(token)}`;
});
afterAll(() => api.close());

const login = { email: "kira@flux.test", password: "four-words-are-better" };

const form = { method: "POST", body: new URLSearchParams({ email: "a@flux.test", password: "x" }) };
const text = { method: "POST", body: '{"email":"a@flux.test","password":"x"}' };

describe("a request that cannot be understood", () => {
  test.each<[string, string, RequestInit, number, string]>([
    ["broken JSON", "/api/auth/login", json("{"), 400, "invalid_input"],
    ["no body", "/api/auth/login", { method: "POST" }, 400, "invalid_input"],
    ["a list for an object", "/api/auth/login", json("[]"), 400, "invalid_input"],
    ["null", "/api/auth/login", json("null"), 400, "invalid_input"],
    ["a form", "/api/auth/login", form, 415, "unsupported_media_type"],
    ["JSON that says it is text", "/api/auth/login", text, 415, "unsupported_media_type"],
    ["a body over 256 KiB", "/api/auth/login", json(" ".repeat(262_145)), 413, "body_too_large"],
    ["an unknown path", "/api/nothing", {}, 404, "not_found"],
    ["an unknown path outside the API", "/wp-login.php", {}, 404, "not_found"],
    ["another method", "/api/auth/login", { method: "GET" }, 404, "not_found"],
    ["a broken escape in the path", "/api/%E0%A4%A", {}, 404, "not_found"],
  ])("%s gets a clear 4xx in the one shape", async (_, path, request, status, code) => {
    const answer = await api.app.request(path, request);
    expect(answer.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
    expect(await errorOf(answer)).toEqual([status, code]);
  });

  test("a body without a length is refused at the same limit", async () => {
    const body = new Blob([" ".repeat(300_000)]).stream();
    const request = { ...json(""), body, duplex: "half" } as RequestInit;
    expect(await errorOf(await api.app.request("/api/auth/login", request))).toEqual([413, "body_too_large"]);
  });
});

describe("a request from a page of another site", () => {
  test.each<[string, Record<string, string>]>([
    ["that the browser marks", { "sec-fetch-site": "cross-site" }],
    ["on a sibling subdomain", { "sec-fetch-site": "same-site", origin: "http://evil.localhost:3000" }],
    ["in a browser that sends Origin only", { origin: "https://evil.test" }],
    ["in a sandboxed frame", { origin: "null" }],
    ["on our host, another port", { origin: "http://localhost:5000" }],
  ])("%s changes nothing, with the visitor's cookie or without", async (_, headers) => {
    for (const sent of [{ ...headers, cookie }, headers]) {
      const logout = await api.post("/api/auth/logout", undefined, sent);
      expect(await errorOf(logout)).toEqual([403, "cross_site_request"]);
    }
    // Else a page could sign its visitors in to an account of its own.
    expect(await errorOf(await api.post("/api/auth/login", login, headers))).toEqual([
      403,
      "cross_site_request",
    ]);
    expect((await api.get("/api/auth/me", { cookie })).status).toBe(200);
  });

  test("can be read about but not seen: no answer allows another origin", async () => {
    const answer = await api.get("/api/auth/me", { cookie, origin: "https://evil.test" });
    expect(answer.headers.get("access-control-allow-origin")).toBeNull();
    expect(answer.headers.get("cross-origin-resource-policy")).toBe("same-origin");
    expect(answer.headers.get("cache-control")).toBe("no-store");
  });
});

test.each(["/api/payments/razorpay/callback", "/api/webhooks/razorpay"])(
  "what others post to %s is held against its signature, not against its origin or form",
  async (path) => {
    const headers = { "sec-fetch-site": "cross-site", origin: "https://api.razorpay.com" };
    const answer = await api.app.request(path, { ...form, headers });
    expect(await errorOf(answer)).not.toEqual([403, "cross_site_request"]);
    expect(answer.status).not.toBe(415);
  },
);

test.each<[string, Record<string, string>]>([
  ["a page of ours", { "sec-fetch-site": "same-origin", origin: "http://localhost:3000" }],
  ["a page of ours, in a browser that sends Origin only", { origin: "http://localhost:3000" }],
  ["a script without any of these headers", {}],
])("%s signs in", async (_, headers) => {
  expect((await api.post("/api/auth/login", login, headers)).status).toBe(200);
});

function json(body: string): RequestInit {
  return { method: "POST", headers: { "content-type": "application/json" }, body };
}
