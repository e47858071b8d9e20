import { describe, expect, test } from "vitest";
import { inRupees } from "../../in-rupees.ts";
import { inIndia } from "./in-india.ts";
import { day, night, nightStyle } from "./mail-colors.ts";
import { renderMail } from "./render-mail.ts";

const site = "http://localhost:3000";
const hostile = {
  markup: `<img src=x onerror=alert(1)>"'&`,
  "80 letters without a space": "w".repeat(80),
  Devanagari: "किरा नोयर",
  "letters from the right": "كيرا نوار",
};
const mailOf = (name: string) =>
  renderMail({
    subject: `For ${name}`,
    preview: `Preview of ${name}`,
    heading: `Welcome, ${name}.`,
    paragraphs: [`One for ${name}.`, "Two."],
    rows: [{ label: `Label of ${name}`, value: name }],
    action: { label: `See ${name}`, href: `${site}/products?a=1&b=2` },
    footnote: `Not you, ${name}?`,
    unsubscribe: { page: `${site}/unsubscribe?token=a`, oneClick: `${site}/api/out?token=a` },
  });

/** What a reader of the HTML reads, without the marks. */
const wordsOf = (html: string) =>
  html
    .replace(/<!--.*?-->|<style>.*?<\/style>|<[^>]*>/gs, " ")
    .replaceAll(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)));

describe.each(Object.entries(hostile))("a mail with %s in it", (_, name) => {
  const { html, text } = mailOf(name);

  test("says it as words, and the same in HTML and in text", () => {
    const facts = [`Welcome, ${name}.`, `One for ${name}.`, "Two.", `Label of ${name}`, `See ${name}`];
    for (const fact of [...facts, `Not you, ${name}?`, `${site}/products?a=1&b=2`]) {
      expect(wordsOf(html)).toContain(fact);
      expect(text).toContain(fact);
    }
    expect(text).toContain(`${site}/unsubscribe?token=a`);
    expect(html).not.toMatch(/<(img|script|iframe|link|svg|object)\b/i);
  });

  test("fetches nothing, and leads nowhere but to our own site", () => {
    const marks = html.match(/<style>.*?<\/style>|<[^>]*>/gs)?.join("\n") ?? "";
    expect(marks).not.toMatch(/\b(src|srcset|background)=|url\(|@import|@font-face/i);
    const links = [...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href ?? "");
    expect(links).toHaveLength(2);
    for (const link of links) expect(link.startsWith(`${site}/`)).toBe(true);
  });
});

describe("the layout", () => {
  test("has a colour of the night for every one of the day that it uses", () => {
    const { html } = mailOf("Kira");
    const body = html.slice(html.indexOf("<body"));
    const names = new Set(
      [...body.matchAll(/class="([^"]*)"/g)].flatMap(([, list]) => list?.split(" ") ?? []),
    );
    expect(names.size).toBeGreaterThan(4);
    for (const name of names) expect(nightStyle).toContain(`.${name}{`);
    // What carries a colour of the day says by its class which one of the night it has.
    for (const [tag] of body.matchAll(/<[^>]*>/g))
      if (
        Object.values(day).some(
          (color) => color !== night.ground && color !== night.button && tag.includes(color),
        )
      )
        expect(tag).toContain("class=");
  });

  test.each([
    ["day", day],
    ["night", night],
  ])("can be read by %s: each ink on each ground has a contrast of 4.5 or more", (_, colors) => {
    for (const ink of [colors.ink, colors.fog])
      for (const ground of [colors.ground, colors.card])
        expect(contrast(ink, ground), `${ink} on ${ground}`).toBeGreaterThanOrEqual(4.5);
    expect(contrast(colors.onButton, colors.button)).toBeGreaterThanOrEqual(4.5);
  });
});

test("money and minutes are written as in India", () => {
  expect(inRupees(12_345_600)).toBe("₹1,23,456.00");
  expect(inRupees(5)).toBe("₹0.05");
  expect(inIndia(new Date("2026-12-01T09:45:00Z"))).toBe("1 Dec 2026, 3:15 pm IST");
  expect(inIndia(new Date("2026-12-31T18:30:00Z"))).toBe("1 Jan 2027, 12:00 am IST");
});

/** WCAG 2.2, 1.4.3. */
function contrast(a: string, b: string) {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((one, other) => one - other);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(color: string) {
  const part = (at: number) => {
    const share = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5);
}
