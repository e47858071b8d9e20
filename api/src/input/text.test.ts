import { describe, expect, test } from "vitest";
import { int4 } from "./numbers.ts";
import { email, exactText, line, multiline, personName } from "./text.ts";

const takes = (schema: { safeParse(value: unknown): { success: boolean } }, value: unknown) =>
  schema.safeParse(value).success;

test.each<[string, string]>([
  ["Malayalam with its joiner", "അവന്\u200d"],
  ["Persian with its non-joiner", "می\u200cخواهم"],
  ["a family in one emoji", "👨\u200d👩\u200d👧"],
  ["a heart with its look", "❤\ufe0f\u200d🔥"],
  ["Devanagari", "आरव मेहता"],
  ["an apostrophe and a hyphen", "Siobhán O’Neill-Day"],
  ["initials with a space after the dot", "K. R. Narayanan"],
  ["initials", "J.R.R. Tolkien"],
])("%s is a name", (_, name) => {
  expect(personName.parse(`  ${name} `)).toBe(name.normalize("NFC"));
});

test.each<[string, string]>([
  ["an address of a page", "https://evil.test"],
  ["a host", "evil.example"],
  ["a host with a path", "see evil.test/free now"],
  ["a host of one letter", "t.me"],
  ["www", "www.evil"],
  ["an ideographic stop, which browsers read as a dot", "evil。com"],
  ["an address of mail", "kira@flux.test"],
  ["a scheme", "mailto:kira"],
])("%s is no name, so that no mail carries it as a link", (_, name) => {
  expect(takes(personName, name)).toBe(false);
});

describe.each([
  ["one line", line(80)],
  ["several lines", multiline(80)],
])("%s", (_, schema) => {
  test.each<[string, string]>([
    ["NUL", "a\0b"],
    ["a lone surrogate", "a\ud800b"],
    ["a control", "a\u0007b"],
    ["a mark of direction", "a\u202eb"],
    ["a zero width space", "a\u200bb"],
    ["a filler that looks like nothing", "a\u3164b"],
    ["a soft hyphen", "a\u00adb"],
    ["a joiner after a space", "a \u200db"],
  ])("refuses %s", (_, value) => expect(takes(schema, value)).toBe(false));

  test("counts what people see as one letter, and composes it", () => {
    expect(takes(schema, "😀".repeat(80))).toBe(true);
    expect(takes(schema, "😀".repeat(81))).toBe(false);
    expect(schema.parse(" e\u0301 ")).toBe("é");
  });
});

test("one line is never empty, not even with joiners in it, and has no line break", () => {
  for (const value of ["", "  ", "\u200d", "\ufe0f", "a\nb", "a\u2028b"])
    expect(takes(line(80), value)).toBe(false);
  expect(multiline(80).parse("a\r\nb")).toBe("a\nb");
});

test("a text whose characters count is kept as it is, and has to be text", () => {
  expect(exactText({ max: 10 }).parse(" e\u0301 ")).toBe(" e\u0301 ");
  for (const value of ["a\0", "\udc00", "", "x".repeat(11)])
    expect(takes(exactText({ max: 10 }), value)).toBe(false);
});

test("an e-mail address has at most 64 characters before the @ and 254 in all", () => {
  const host = `${"a".repeat(60)}.${"b".repeat(60)}.${"c".repeat(60)}`;
  expect(email.parse(" Kira@Flux.TEST ")).toBe("kira@flux.test");
  expect(takes(email, `${"k".repeat(64)}@${host}.in`)).toBe(true);
  expect(takes(email, `${"k".repeat(65)}@flux.test`)).toBe(false);
  expect(takes(email, `${"k".repeat(64)}@${host}.${"d".repeat(10)}`)).toBe(false);
});

test("a number that meets an integer column fits it", () => {
  expect([2 ** 31 - 1, -(2 ** 31), 2 ** 31, 1.5].map((value) => takes(int4, value))).toEqual([
    true,
    true,
    false,
    false,
  ]);
});
