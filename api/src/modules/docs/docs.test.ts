import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { errorOf } from "../../../test/error-of.ts";
import { startApi, type TestApi } from "../../../test/start-api.ts";

type Operation = { summary?: string; tags?: string[]; responses: Record<string, unknown> };
type Document = { openapi: string; paths: Record<string, Record<string, Operation>> };

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const printed = () =>
  execFileSync(process.execPath, [fileURLToPath(new URL("../../openapi.ts", import.meta.url))], {
    encoding: "utf8",
    env: {},
  });

test("the description is printed without a database or a setting, as it is served and as it is committed", async () => {
  const document = printed();
  expect(JSON.parse(document)).toEqual(await (await api.get("/api/openapi.json")).json());
  const committed = readFileSync(fileURLToPath(new URL("../../../openapi.json", import.meta.url)), "utf8");
  expect(committed === document, "run: npm run --silent openapi > api/openapi.json").toBe(true);
});

test("every operation says what it does, and how it can be refused", async () => {
  const { openapi, paths } = (await (await api.get("/api/openapi.json")).json()) as Document;
  expect(openapi).toBe("3.1.0");
  for (const [path, operations] of Object.entries(paths)) {
    for (const [method, { summary, tags, responses }] of Object.entries(operations)) {
      expect({ path, method, summary, tags }).toEqual({
        path,
        method,
        summary: expect.any(String),
        tags: [expect.any(String)],
      });
      expect(Object.keys(responses).length).toBeGreaterThan(0);
    }
  }
});

test("the page's every file comes from here, and its policy lets no other script run", async () => {
  const page = await api.get("/api/docs");
  const policy = page.headers.get("content-security-policy") ?? "";
  expect(policy).toContain("script-src 'self';");
  const html = await page.text();
  expect(html).not.toMatch(/<script>|https?:\/\//);
  const files = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => path ?? "");
  expect(files).toHaveLength(6);
  for (const path of files) expect([path, (await api.get(path)).status]).toEqual([path, 200]);
});

test.each(["package.json", "..%2f..%2fpackage.json", "..%2Fabsolute-path.js", "%00"])(
  "no other file of the package is served: %s",
  async (name) => {
    expect(await errorOf(await api.get(`/api/docs/${name}`))).toEqual([404, "not_found"]);
  },
);
