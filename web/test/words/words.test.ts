import { type MessageFormatElement, parse as parseMessage, TYPE } from "@formatjs/icu-messageformat-parser";
import { expect, test } from "vitest";
import { means, messages, usesIn } from "./catalogue.ts";
import { wordsIn } from "./literals.ts";
import { importsOf, parse, type Source, sources } from "./sources.ts";

/**
 * Not for a translator: what an address says in every language, the vocabulary of schema.org, the names of sizes, a
 * message of EIP-4361 (ASCII), what an operator reads about a setting, and an answer in the API's shape, whose sentences are the API's.
 */
const elsewhere =
  /^(features\/(checkout\/indian-states|catalogue\/(product-data|size-table))|wallet\/prove-wallet|env|proxy)\.ts$/;

const uses = sources.flatMap(usesIn);

test("no words stand in a component: all are in the catalogue", () => {
  const own = sources.filter(({ path }) => !elsewhere.test(path));
  expect(own.flatMap(({ file }) => wordsIn(file))).toEqual([]);
});

test.each([
  ["text between tags", "const a = <p>Sold out</p>;"],
  ["text in an expression between tags", 'const a = <p>{left ? "left" : t("gone")}</p>;'],
  ["a template between tags", ["const a = <p>{`$", "{left} left`}</p>;"].join("")],
  ["a label that is only heard", 'const a = <button aria-label="menu" />;'],
  ["a placeholder", 'const a = <input placeholder="search" />;'],
  ["a title handed to a component", 'const a = <Notice tone="bad" title="no wallet" />;'],
  ["a title of a page", 'export const metadata = { title: "Orders" };'],
  ["a sentence handed back by an action", 'function act() { return { problem: "Write an address." }; }'],
])("words are noticed as %s", (_, text) => {
  expect(wordsIn(parse("planted.tsx", text))).toHaveLength(1);
});

test("every message of the catalogue is used", () => {
  const unused = [...messages.keys()].filter((key) => !uses.some((use) => means(use.key, key)));
  expect(unused).toEqual([]);
});

test("a message gets the values that it names, and no others", () => {
  const wrong = uses.flatMap(({ key, at, values, raw }) => {
    const meant = [...messages].filter(([name]) => means(key, name));
    if (!values || (raw && key.includes("*"))) return [];
    return meant
      .map(([name, text]) => ({ at, name, needs: valuesOf(text), gets: [...values].sort() }))
      .filter(({ needs, gets }) => needs.join() !== gets.join());
  });
  expect(wrong).toEqual([]);
});

test("words that go to a browser as they are have no plurals and no tags in them", () => {
  const raw = uses.filter(({ raw }) => raw);
  const formatted = [...messages].filter(
    ([name, text]) => raw.some(({ key }) => means(key, name)) && !isPlain(text),
  );
  expect(formatted).toEqual([]);
});

test("nothing that runs in a browser carries next-intl or the catalogue", () => {
  const byPath = new Map(sources.map((source) => [source.path, source]));
  const clients = sources.filter(({ file }) => /^\s*["']use client["']/.test(file.text));
  expect(clients.length).toBeGreaterThan(10);
  const carried = clients.flatMap((client) => {
    const seen = reachable(client, byPath);
    return [...seen].filter(([name]) => isWords(name)).map(([, way]) => way.join(" → "));
  });
  expect(carried).toEqual([]);
});

function valuesOf(text: string): string[] {
  const names = new Set<string>();
  const see = (elements: MessageFormatElement[]) => {
    for (const element of elements) {
      if (element.type === TYPE.literal || element.type === TYPE.pound) continue;
      names.add(element.value);
      if (element.type === TYPE.tag) see(element.children);
      if (element.type === TYPE.plural || element.type === TYPE.select)
        for (const { value } of Object.values(element.options)) see(value);
    }
  };
  see(parseMessage(text));
  return [...names].sort();
}

function isPlain(text: string): boolean {
  return parseMessage(text).every(({ type }) => type === TYPE.literal || type === TYPE.argument);
}

function isWords(name: string): boolean {
  return (
    name === "next-intl" ||
    name.startsWith("next-intl/") ||
    name === "use-intl" ||
    name.endsWith("messages/en.json")
  );
}

/** All that a browser loads with a client file, and how it comes to it. Server actions stay on the server. */
function reachable(from: Source, byPath: Map<string, Source>): Map<string, string[]> {
  const seen = new Map<string, string[]>([[from.path, [from.path]]]);
  for (const [path, way] of seen) {
    const source = byPath.get(path);
    if (!source || /^\s*["']use server["']/.test(source.file.text)) continue;
    for (const next of importsOf(source)) if (!seen.has(next)) seen.set(next, [...way, next]);
  }
  return seen;
}
