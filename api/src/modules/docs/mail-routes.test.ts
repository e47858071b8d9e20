import { afterAll, beforeAll, expect, test } from "vitest";
import { errorOf } from "../../../test/error-of.ts";
import { startApi, type TestApi } from "../../../test/start-api.ts";
import { exampleMails } from "./example-mails.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const decode = (text: string) =>
  text
    .replaceAll("&quot;", '"')
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
    .replaceAll("&amp;", "&");

test("the index leads to a page of every mail", async () => {
  const index = await (await api.get("/api/docs/mails")).text();
  const links = [...index.matchAll(/href="\/api\/docs\/mails\/([^"]+)"/g)].map(([, name]) => name ?? "");
  expect(links).toEqual(Object.keys(exampleMails));
  for (const name of links) {
    const page = await api.get(`/api/docs/mails/${name}`);
    expect([name, page.status]).toEqual([name, 200]);
    expect(decode(await page.text())).toContain(exampleMails[name]?.().text);
  }
});

test("a mail is shown at two widths by day and by night, in frames where nothing runs", async () => {
  const page = await (await api.get("/api/docs/mails/auth/new-device")).text();
  const frames = [...page.matchAll(/<iframe sandbox title="([^"]*)" width="(\d+)" [^>]*srcdoc="([^"]*)">/g)];
  expect(frames.map(([, title, width]) => [title, width])).toEqual([
    ["Phone, light", "360"],
    ["Phone, dark", "360"],
    ["Desktop, light", "640"],
    ["Desktop, dark", "640"],
  ]);
  const media = frames.map(([, , , mail]) => /@media ([^{]*)\{/.exec(decode(mail ?? ""))?.[1]);
  expect(media).toEqual(["not all", "all", "not all", "all"]);
});

test.each(["/api/docs/mails", "/api/docs/mails/auth/code"])(
  "%s lets no script run, nothing be fetched and nobody frame it",
  async (path) => {
    const { headers } = await api.get(path);
    const policy = headers.get("content-security-policy") ?? "";
    for (const part of ["default-src 'none';", "form-action 'none';", "frame-ancestors 'none'"])
      expect(policy).toContain(part);
    expect(policy).not.toMatch(/script-src|connect-src|frame-src/);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
  },
);

test.each(["auth", "auth/nobody", "__proto__", "constructor", "auth%2fcode%00", "auth/code/"])(
  "there is no mail %s",
  async (name) => {
    expect(await errorOf(await api.get(`/api/docs/mails/${name}`))).toEqual([404, "not_found"]);
  },
);

test("in production the API is described, and no mail is shown", async () => {
  const { env } = api.deps;
  api.deps.env = { ...env, NODE_ENV: "production" };
  try {
    expect((await api.get("/api/docs")).status).toBe(200);
    for (const path of ["/api/docs/mails", "/api/docs/mails/", "/api/docs/mails/auth/code"])
      expect(await errorOf(await api.get(path))).toEqual([404, "not_found"]);
  } finally {
    api.deps.env = env;
  }
});
