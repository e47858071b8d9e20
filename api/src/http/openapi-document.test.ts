import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startApi, type TestApi } from "../../test/start-api.ts";

type Operation = {
  operationId?: string;
  summary?: string;
  tags?: string[];
  security?: object[];
  responses: Record<string, unknown>;
};
type Document = {
  tags: { name: string; description: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, { type?: unknown }> };
};
const document: Document = JSON.parse(readFileSync(new URL("../../openapi.json", import.meta.url), "utf8"));
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    name: `${method} ${path}`,
    method,
    path,
    operation,
  })),
);

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

describe.each(operations)("$name", ({ method, path, operation }) => {
  test("has a name, a sentence and a tag with words of its own", () => {
    expect(operation.operationId).toMatch(/^[a-z]+([A-Z][a-z]*)+$|^register|^sign/);
    expect(operation.summary).toBeTruthy();
    expect(operation.tags).toHaveLength(1);
    const tag = document.tags.find(({ name }) => name === operation.tags?.[0]);
    expect(tag?.description).toBeTruthy();
  });

  test("asks for a sign-in exactly if it says so", async () => {
    const id = "0".repeat(32);
    const filled = path.replace("{tokenId}", "1000001").replace(/\{\w+\}/, `ord_${id}`);
    const answer = await api.app.request(filled, { method: method.toUpperCase() });
    const body = answer.headers.get("content-type")?.includes("json") ? await answer.json() : {};
    const asked = (body as { error?: { code: string } }).error?.code === "not_signed_in";
    expect(asked).toBe(operation.security !== undefined);
    if (asked) expect(Object.keys(operation.responses)).toContain("401");
  });
});

test("no two operations have one name", () => {
  const names = operations.map(({ operation }) => operation.operationId);
  expect(new Set(names).size).toBe(names.length);
});

test("every tag that is told of is used", () => {
  const used = new Set(operations.flatMap(({ operation }) => operation.tags));
  expect(document.tags.map(({ name }) => name).filter((name) => !used.has(name))).toEqual([]);
});

test("a named schema is never null by itself, so that a null beside it is not lost", () => {
  const lost = Object.entries(document.components.schemas).filter(([, { type }]) =>
    `${type}`.includes("null"),
  );
  expect(lost).toEqual([]);
  expect(JSON.stringify(document)).not.toMatch(/"allOf":\[\{"\$ref":"[^"]+"\},\{"type":\["\w+","null"\]/);
});

test("a body that no route reads is refused like any other", async () => {
  const text = { method: "POST", headers: { "content-type": "text/plain" }, body: "x" };
  expect((await api.app.request("/api/auth/logout", text)).status).toBe(415);
});
