import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import type { TapTwin } from "../src/features/tap/read-tap.ts";
import { Verdict } from "../src/features/tap/verdict.tsx";
import messages from "../src/messages/en.json" with { type: "json" };

const asOf = { block: 4711, at: "2031-01-02T03:04:05.000Z", late: false };
const twin: TapTwin = {
  ...{ tokenId: "1000003", batch: 1, serial: 3, cap: 9, isYours: false, mint: null, sending: null },
  product: {
    id: "prd_1",
    slug: "vest",
    name: "Vest",
    size: "M",
    color: "Black",
    colorHex: "#000",
    images: [],
  },
  ...{ state: "minted", toldBy: "views", owner: `0x${"a1".repeat(20)}` },
};

test("a genuine tap whose garment's holder is told by late views says of when that is", () => {
  expect(render({ ...asOf, late: true })).toContain(`As of <time dateTime="${asOf.at}"`);
});

test("a genuine tap of now says nothing of its moment, nor does one without views", () => {
  for (const html of [render(asOf), render(undefined)]) {
    expect(html).toContain("Held by");
    expect(html).not.toContain("As of");
  }
});

function render(moment: typeof asOf | undefined) {
  return renderToStaticMarkup(
    <NextIntlClientProvider locale="en" messages={messages} timeZone="Asia/Kolkata">
      <Verdict result={{ kind: "genuine", twin, asOf: moment }} />
    </NextIntlClientProvider>,
  );
}
