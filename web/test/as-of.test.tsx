import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { AsOf } from "../src/features/twin/as-of.tsx";
import messages from "../src/messages/en.json" with { type: "json" };

const asOf = { block: 4711, at: "2031-01-02T03:04:05.000Z", late: false };

test("a page of now says nothing of its moment", () => {
  expect(render({ asOf })).toBe("");
  expect(render({ asOf, toldBy: "views" })).toBe("");
});

test("a page of late views says of which time and block it is, whoever told it", () => {
  for (const toldBy of [undefined, "views", "receipt", "chain"] as const) {
    const html = render({ asOf: { ...asOf, late: true }, ...(toldBy && { toldBy }) });
    expect(html).toContain(`As of <time dateTime="${asOf.at}"`);
    expect(html).toContain("block 4711.");
  }
});

test("a page that is not told by the views says who told it", () => {
  expect(render({ asOf, toldBy: "chain" })).toContain("Read from the chain itself, at block 4711.");
  expect(render({ asOf, toldBy: "receipt" })).toContain(messages.twin.live.asOf.receipt);
});

function render(told: Parameters<typeof AsOf>[0]["told"]) {
  return renderToStaticMarkup(<AsOf told={told} words={messages.twin.live.asOf} />);
}
