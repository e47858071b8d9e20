import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import PDFDocument from "pdfkit";
import { indianDay } from "../../input/indian-day.ts";
import type { PaperLine, Parties } from "./tables.ts";

/** An invoice, or a credit note with what it takes back. */
export type Paper = {
  number: string;
  issuedAt: Date;
  parties: Parties;
  lines: PaperLine[];
  totalPaise: number;
  /** Of a credit note: the invoice that it refers to. */
  invoice: { number: string; issuedAt: Date } | null;
};

// Latin, Devanagari and ₹ in one file. Read once: a font is 290 kB.
const fontOf = (name: string) =>
  readFileSync(fileURLToPath(import.meta.resolve(`@expo-google-fonts/hind/${name}`)));
const fonts = {
  regular: fontOf("400Regular/Hind_400Regular.ttf"),
  bold: fontOf("600SemiBold/Hind_600SemiBold.ttf"),
};

const page = { margin: 40, width: 515 };
type Column = { title: string; x: number; width: number; of: (line: PaperLine, at: number) => string };
const columns: Column[] = [
  { title: "No.", x: 0, width: 20, of: (_, at) => String(at + 1) },
  { title: "Description", x: 22, width: 120, of: (line) => line.description },
  { title: "HSN", x: 144, width: 38, of: (line) => line.hsn },
  { title: "Qty", x: 182, width: 32, of: (line) => `1 ${line.unit}` },
  { title: "Price", x: 214, width: 62, of: (line) => amount(line.pricePaise) },
  { title: "Taxable", x: 278, width: 62, of: (line) => amount(line.taxablePaise) },
  { title: "CGST", x: 342, width: 56, of: (line) => taxed(line.cgstPaise, line.taxRateBps / 2) },
  { title: "SGST/UTGST", x: 400, width: 56, of: (line) => taxed(line.sgstPaise, line.taxRateBps / 2) },
  { title: "IGST", x: 458, width: 57, of: (line) => taxed(line.igstPaise, line.taxRateBps) },
];
const isNumber = ({ x }: Column) => x >= 214;

/**
 * Draws an invoice or a credit note as a PDF with all that rule 46 and rule 53 of the CGST Rules ask for. The same paper gives the
 * same bytes.
 */
export async function drawPaper(paper: Paper): Promise<Buffer> {
  const title = paper.invoice ? "Credit note" : "Tax invoice";
  const doc = new PDFDocument({
    ...{ size: "A4", margin: page.margin, font: undefined as never, lang: "en-IN" },
    // Its only random part would be the document's id, which is made of these.
    info: {
      Title: `${title} ${paper.number}`,
      Author: paper.parties.seller.name,
      CreationDate: paper.issuedAt,
    },
  });
  doc.registerFont("regular", fonts.regular).registerFont("bold", fonts.bold);
  const bytes = collect(doc);
  drawHead(doc, title, paper);
  drawParties(doc, paper.parties);
  drawLines(doc, paper);
  drawFoot(doc, paper);
  doc.end();
  return bytes;
}

type Doc = InstanceType<typeof PDFDocument>;

function drawHead(doc: Doc, title: string, { number, issuedAt, invoice, parties }: Paper) {
  const { seller } = parties;
  doc.font("bold").fontSize(20).text(title, page.margin, page.margin);
  doc.font("regular").fontSize(9);
  doc
    .text(`Number: ${number}`)
    .text(`Date: ${day(issuedAt)}`)
    .text(`Order: ${parties.orderNumber}`);
  if (invoice) doc.text(`Refers to invoice ${invoice.number} of ${day(invoice.issuedAt)}`);
  const right = { width: 250, align: "right" as const };
  doc
    .font("bold")
    .fontSize(11)
    .text(seller.name, 305, page.margin + 4, right);
  doc.font("regular").fontSize(9).text(seller.address, right).text(stateOf(seller), right);
  doc.text(`GSTIN: ${seller.gstin}`, right);
  doc.y = Math.max(doc.y, 125);
  rule(doc);
}

function drawParties(doc: Doc, { buyer }: Parties) {
  const top = doc.y;
  doc.font("bold").text("Billed and delivered to", page.margin, top);
  doc.font("regular").text(buyer.name, { width: 300 });
  for (const line of buyer.lines) doc.text(line, { width: 300 });
  doc.text(stateOf(buyer));
  const bottom = doc.y;
  const right = { width: 190, align: "right" as const };
  doc.font("bold").text("Place of supply", 365, top, right).font("regular").text(stateOf(buyer), right);
  doc.font("bold").text("Tax payable on reverse charge", right).font("regular").text("No", right);
  doc.y = Math.max(bottom, doc.y);
  rule(doc);
}

function drawLines(doc: Doc, { lines }: Paper) {
  drawRow(doc, "bold", (column) => column.title);
  rule(doc);
  for (const [at, line] of lines.entries()) drawRow(doc, "regular", (column) => column.of(line, at));
  rule(doc);
}

function drawRow(doc: Doc, font: "regular" | "bold", textOf: (column: Column) => string) {
  doc.font(font).fontSize(8);
  const cells = columns.map((column) => ({ ...column, text: textOf(column), isRight: isNumber(column) }));
  const height = Math.max(...cells.map(({ text, width }) => doc.heightOfString(text, { width })));
  if (doc.y + height > doc.page.height - page.margin) doc.addPage();
  const top = doc.y;
  for (const { x, width, text, isRight } of cells)
    doc.text(text, page.margin + x, top, { width, align: isRight ? "right" : "left" });
  doc.y = top + height + 4;
}

function drawFoot(doc: Doc, { lines, totalPaise, invoice, parties }: Paper) {
  const sum = (of: (line: PaperLine) => number) => lines.reduce((total, line) => total + of(line), 0);
  if (doc.y + 170 > doc.page.height - page.margin) doc.addPage();
  const rows: [string, number][] = [
    ["Taxable value", sum((line) => line.taxablePaise)],
    ["CGST", sum((line) => line.cgstPaise)],
    ["SGST/UTGST", sum((line) => line.sgstPaise)],
    ["IGST", sum((line) => line.igstPaise)],
    [invoice ? "Total paid back" : "Total", totalPaise],
  ];
  for (const [i, [name, paise]] of rows.entries()) {
    const isLast = i === rows.length - 1;
    doc.font(isLast ? "bold" : "regular").fontSize(isLast ? 12 : 9);
    const top = doc.y;
    doc.text(name, 305, top, { width: 120 });
    doc.text(`₹${amount(paise)}`, 425, top, { width: 130, align: "right" });
  }
  doc.moveDown().font("regular").fontSize(9);
  const right = { width: page.width, align: "right" as const };
  doc.text(`For ${parties.seller.name}`, page.margin, doc.y, right).text("Authorised signatory", right);
  doc.moveDown().fontSize(8);
  doc.text(
    "Prices hold the tax. Issued electronically, and valid without a signature (CGST Rules, 2017, rules 46 and 53).",
    page.margin,
    doc.y,
    { width: page.width },
  );
}

function rule(doc: Doc) {
  doc.y += 4;
  doc
    .moveTo(page.margin, doc.y)
    .lineTo(page.margin + page.width, doc.y)
    .lineWidth(0.5)
    .stroke();
  doc.y += 6;
}

const rupees = new Intl.NumberFormat("en-IN", { minimumFractionDigits: 2 });
const amount = (paise: number) => rupees.format(paise / 100);
const taxed = (paise: number, rateBps: number) =>
  paise === 0 ? "–" : `${amount(paise)} (${rateBps / 100} %)`;
const stateOf = ({ state, stateCode }: { state: string; stateCode: string | null }) =>
  stateCode ? `${state}, code ${stateCode}` : state;
const day = (at: Date) => indianDay(at).split("-").reverse().join("-");

function collect(doc: Doc): Promise<Buffer> {
  const parts: Buffer[] = [];
  return new Promise((resolve, reject) => {
    doc.on("data", (part: Buffer) => parts.push(part));
    doc.on("end", () => resolve(Buffer.concat(parts)));
    doc.on("error", reject);
  });
}
