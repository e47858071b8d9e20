import { globSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { exampleMails } from "./example-mails.ts";

const modules = fileURLToPath(new URL("..", import.meta.url));
const templates = globSync("*/mails/*.ts", { cwd: modules }).sort();
const site = "https://flux.example";

/** `auth/new-device` of `auth/mails/new-device.ts`, and of an example's name. */
const fileOf = (name: string) => name.replace("/mails/", "/").replace(".ts", "").split("/", 2).join("/");
const camelCase = (words: string) => words.replaceAll(/-(\w)/g, (_, letter) => letter.toUpperCase());

test("every mail has an example, and every example is of a mail", () => {
  expect(templates.length).toBeGreaterThan(20);
  expect([...new Set(Object.keys(exampleMails).map(fileOf))].sort()).toEqual(templates.map(fileOf));
});

test.each(templates)("%s holds the mail that it is named after, and no other", async (file) => {
  const name = `${camelCase(fileOf(file).split("/")[1] ?? "")}Mail`;
  expect(Object.keys(await import(`${modules}${file}`))).toEqual([name]);
});

const hostile = {
  "a script": "<script>alert(1)</script>",
  "a picture that breaks out of an attribute": `"><img src=x onerror=alert(1)>`,
  "the same out of single quotes": `'><img src=x onerror=alert(1)>`,
  "a comment and a style that end": "--></style><style>*{background:url(https://evil.test/a)}</style>",
  "an address of somebody else": "https://evil.test",
  "an address that runs": "javascript:alert(1)",
  "another header": "Kira\r\nBcc: everybody@evil.test\r\n\r\n<b>Hello</b>",
  "lines of Unicode": "Kira\u2028Bcc: everybody@evil.test\u2029\u0085",
  "half a character": "Kira \ud83d",
  Devanagari: "अनन्या कृष्णमूर्ति",
  "500 characters": "w".repeat(500),
};

/** `value` in place of every string of an example's values; behind the address, where the string is one of ours. */
function everyStringAs(value: string) {
  const change = (was: unknown): unknown => {
    if (typeof was === "string") return was.startsWith(site) ? `${was}/${value}` : value;
    if (Array.isArray(was)) return was.map(change);
    if (typeof was !== "object" || was === null || was instanceof Date) return was;
    return Object.fromEntries(Object.entries(was).map(([key, one]) => [key, change(one)]));
  };
  return <Values>(values: Values) => change(values) as Values;
}

const tagsOf = (html: string) => html.match(/<[^>]*>/g) ?? [];
/** The HTML without its words: every tag, with whatever its attributes are, but for where its links lead. */
const marksOf = (html: string) => tagsOf(html).map((tag) => tag.replace(/ href="[^"]*"/, " href"));
const decode = (text: string) =>
  text.replaceAll(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)));
const linksOf = (html: string) =>
  tagsOf(html).flatMap((tag) => [...tag.matchAll(/ href="([^"]*)"/g)].map(([, href]) => decode(href ?? "")));

describe.each(Object.entries(exampleMails))("%s", (_, render) => {
  const plain = render();

  test.each(Object.entries(hostile))("with %s for every value", (_, value) => {
    const mail = render(everyStringAs(value));
    expect(marksOf(mail.html)).toEqual(marksOf(plain.html));
    for (const link of linksOf(mail.html)) expect(new URL(link).origin).toBe(site);
    expect(mail.subject).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u);
    expect(mail.subject.isWellFormed()).toBe(true);
    expect(mail.text).toMatch(/^FLUX_ .+\n\n/su);
    if (mail.oneClickUrl) expect(new URL(mail.oneClickUrl).origin).toBe(site);
  });

  test("is in the examples with our own links only", () => {
    const links = linksOf(plain.html);
    for (const link of links) expect(new URL(link).origin).toBe(site);
    for (const link of links) expect(plain.text).toContain(link);
  });
});
