import { asc, eq, sql } from "drizzle-orm";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { publicId, uuidOf } from "../../src/http/public-id.ts";
import { financialYearOf, nextNumber } from "../../src/modules/invoices/next-number.ts";
import { creditNotes, invoices } from "../../src/modules/invoices/tables.ts";
import { applyPaymentFact } from "../../src/modules/orders/apply-payment-fact.ts";
import { orderItems } from "../../src/modules/orders/tables.ts";
import { lockPaidMoney, refundPiece } from "../../src/modules/payments/refund-piece.ts";
import { payments } from "../../src/modules/payments/tables.ts";
import { errorOf } from "../error-of.ts";
import { address, openShop, orderIn, type Shop } from "./open-shop.ts";

let shop: Shop;
beforeAll(async () => {
  shop = await openShop({ work: false });
});
afterAll(() => shop?.close());

const karnataka = { ...address, city: "Bengaluru", state: "Karnataka", postalCode: "560038" };

/** An order whose payment is open; `pay` tells of its money. */
async function opened({ quantity = 1, pricePaise = 499_900, to = address } = {}) {
  const { deps } = shop.api;
  const buyer = await shop.newBuyer();
  const { variantIds } = await shop.stock([quantity], pricePaise);
  const variantId = publicId("var", variantIds[0] ?? "");
  await buyer.send("POST", "/api/cart/add", { variantId, quantity });
  const order = await orderIn(await buyer.send("POST", "/api/orders", { address: to }));
  await buyer.send("POST", `/api/orders/${order.id}/payment`);
  const orderId = uuidOf(order.id);
  const [payment] = await deps.db.select().from(payments).where(eq(payments.orderId, orderId));
  const fact = {
    ...{ providerOrderId: payment?.providerOrderId ?? "", providerPaymentId: `pay_${orderId}` },
    ...{ state: "captured" as const, amountPaise: order.totals.total.amount, currency: "INR", method: "upi" },
  };
  const pay = () => applyPaymentFact(deps, fact);
  const read = async () => orderIn(await buyer.send("GET", `/api/orders/${order.id}`));
  return { buyer, order, orderId, path: `/api/orders/${order.id}`, pay, read };
}
async function paid(options?: Parameters<typeof opened>[0]) {
  const one = await opened(options);
  await one.pay();
  return one;
}

async function textOf(answer: Response): Promise<string> {
  expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "application/pdf"]);
  const pdf = await getDocument({ data: new Uint8Array(await answer.arrayBuffer()), verbosity: 0 }).promise;
  const pages = await Promise.all(
    Array.from({ length: pdf.numPages }, async (_, i) => (await pdf.getPage(i + 1)).getTextContent()),
  );
  return pages.flatMap(({ items }) => items.map((item) => ("str" in item ? item.str : ""))).join("|");
}

/** Pays one piece back, as the cases do that end a parked mint. */
async function payBack(orderId: string, orderItemId: string) {
  const { deps } = shop.api;
  const items = await deps.db.select().from(orderItems).where(eq(orderItems.orderId, orderId));
  const item = items.find(({ id }) => id === orderItemId);
  const otherItemIds = items.map(({ id }) => id).filter((id) => id !== orderItemId);
  return deps.db.transaction(async (tx) => {
    const money = await lockPaidMoney(tx, orderId);
    if (!money || !item) throw new Error("nothing was paid");
    return refundPiece(tx, deps, { money, orderItemId, pricePaise: item.unitPricePaise, otherItemIds });
  });
}

test("a paid order's invoice says all that rule 46 asks for, and is the same bytes each time", async () => {
  const { buyer, path, order, read } = await paid({ to: { ...address, fullName: "अनन्या Mehta" } });
  const { papers } = await read();
  expect(papers).toEqual({ invoice: expect.stringMatching(/^INV-\d{4}-\d{6}$/), creditNotes: [] });
  const answer = await buyer.send("GET", `${path}/invoice`);
  expect(answer.headers.get("content-disposition")).toBe(`inline; filename="${papers.invoice}.pdf"`);
  const again = await buyer.send("GET", `${path}/invoice`);
  const bytes = Buffer.from(await answer.clone().arrayBuffer());
  expect(bytes.equals(Buffer.from(await again.arrayBuffer()))).toBe(true);

  const text = await textOf(answer);
  const today = new Intl.DateTimeFormat("en-GB", { timeZone: "Asia/Kolkata" }).format(new Date());
  for (const said of [
    ...["Tax invoice", `Number: ${papers.invoice}`, `Date: ${today.replaceAll("/", "-")}`],
    ...[
      `Order: ${order.number}`,
      "FLUX Streetwear Private Limited",
      "14 Hill Road, Bandra West, Mumbai 400050",
    ],
    ...["GSTIN: 27AAACF0000F1ZJ", "अनन्या Mehta", "14, Hill Road", "Mumbai 400050", "Maharashtra, code 27"],
    ...["Place of supply", "Tax payable on reverse charge||No", "6110", "1 PCS", "4,999.00", "4,236.44"],
    ...["381.28 (9 %)", "₹4,236.44", "₹381.28", "₹0.00", "₹4,999.00", "Authorised signatory"],
  ])
    expect(text).toContain(said);
});

test("an order into another state pays IGST, and its delivery is on the invoice at the goods' rate", async () => {
  const { buyer, path, read } = await paid({ pricePaise: 79_900, to: karnataka });
  const { totals, items } = await read();
  // 600 g into another state: ₹79 and ₹30.
  expect(totals).toMatchObject({ shipping: { amount: 10_900 }, total: { amount: 90_800 } });
  expect(totals.gst).toMatchObject({
    ...{ amount: { amount: 3_805 + 519 }, split: { cgst: { amount: 0 }, igst: { amount: 4_324 } } },
  });
  expect(items[0]?.gst).toMatchObject({ hsn: "6110", ratePercent: 5, taxable: { amount: 76_095 } });
  const text = await textOf(await buyer.send("GET", `${path}/invoice`));
  for (const said of [
    "Karnataka, code 29",
    "Delivery",
    "1 OTH",
    "109.00",
    "5.19 (5 %)",
    "38.05 (5 %)",
    "₹908.00",
  ])
    expect(text).toContain(said);
});

test("papers are their buyer's alone, and an unpaid order has none", async () => {
  const stranger = await shop.newBuyer();
  const unpaid = await opened();
  expect(await errorOf(await unpaid.buyer.send("GET", `${unpaid.path}/invoice`))).toEqual([
    404,
    "invoice_not_found",
  ]);
  const { path, read } = await paid();
  expect((await read()).papers.invoice).not.toBeNull();
  expect(await errorOf(await stranger.send("GET", `${path}/invoice`))).toEqual([404, "invoice_not_found"]);
  expect(await errorOf(await shop.api.get(`${path}/invoice`))).toEqual([401, "not_signed_in"]);
  expect(await errorOf(await shop.api.get(`${path}/credit-notes/CRN-2627-000001`))).toEqual([
    401,
    "not_signed_in",
  ]);
});

test("fifty orders paid at once have fifty consecutive invoices, and each of them one however often it is told", async () => {
  const orders = await Promise.all(Array.from({ length: 50 }, () => opened()));
  await Promise.all(orders.flatMap(({ pay }) => [pay(), pay()]));
  const rows = await shop.api.deps.db.select().from(invoices).orderBy(asc(invoices.number));
  const counted = rows.map(({ number }) => Number(number.slice(-6)));
  expect(counted).toEqual(rows.map((_, i) => i + 1));
  const ids = new Set(orders.map(({ orderId }) => orderId));
  expect(rows.filter(({ orderId }) => ids.has(orderId))).toHaveLength(50);
}, 60_000);

test("a number whose transaction is rolled back is the next one's", async () => {
  const { db } = shop.api.deps;
  const at = new Date("2031-04-01T00:00:00+05:30");
  const numbers: string[] = [];
  for (const fails of [false, true, false])
    await db
      .transaction(async (tx) => {
        numbers.push(await nextNumber(tx, "invoice", at));
        if (fails) tx.rollback();
      })
      .catch(() => undefined);
  expect(numbers).toEqual(["INV-3132-000001", "INV-3132-000002", "INV-3132-000002"]);
});

test("a financial year is April to March by India's calendar", () => {
  const years = ["2027-03-31T23:59:59+05:30", "2027-04-01T00:00:00+05:30", "2026-12-01", "2100-01-01"];
  expect(years.map((at) => financialYearOf(new Date(at)))).toEqual(["2627", "2728", "2627", "9900"]);
});

test("money back has a credit note for its very lines, the last with the delivery, and together they are the invoice", async () => {
  const { buyer, path, orderId, read } = await paid({ quantity: 2, pricePaise: 40_001, to: karnataka });
  const { db } = shop.api.deps;
  const [first, second] = (await read()).items.map(({ id }) => uuidOf(id));
  await payBack(orderId, first ?? "");
  await payBack(orderId, second ?? "");
  const [invoice] = await db.select().from(invoices).where(eq(invoices.orderId, orderId));
  const notes = await db
    .select()
    .from(creditNotes)
    .where(eq(creditNotes.invoiceId, invoice?.id ?? ""));
  expect(notes.flatMap(({ lines }) => lines)).toEqual(invoice?.lines);
  expect(notes.reduce((sum, { totalPaise }) => sum + totalPaise, 0)).toBe(invoice?.totalPaise);

  const { papers } = await read();
  expect(papers.creditNotes.map(({ amount }) => amount)).toEqual([40_001, 40_001 + 13_900]);
  const [note] = papers.creditNotes;
  const text = await textOf(await buyer.send("GET", `${path}/credit-notes/${note?.number}`));
  for (const said of [
    "Credit note",
    `Number: ${note?.number}`,
    `Refers to invoice ${papers.invoice} of `,
    "₹400.01",
  ])
    expect(text).toContain(said);
  const stranger = await shop.newBuyer();
  for (const [who, number] of [
    [stranger, note?.number],
    [buyer, "CRN-2627-999999"],
  ] as const)
    expect(await errorOf(await who.send("GET", `${path}/credit-notes/${number}`))).toEqual([
      404,
      "credit_note_not_found",
    ]);
});

test("invoices and credit notes are only added", async () => {
  await paid();
  for (const act of [
    sql`update flux.invoices set total_paise = 1`,
    sql`delete from flux.invoices`,
    sql`truncate flux.invoices, flux.credit_notes`,
    sql`update flux.credit_notes set total_paise = 1`,
    sql`delete from flux.credit_notes`,
  ])
    await expect(shop.api.deps.db.execute(act)).rejects.toMatchObject({
      cause: { message: expect.stringContaining("are only added") },
    });
});
