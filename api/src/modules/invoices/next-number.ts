import { sql } from "drizzle-orm";
import type { Tx } from "../../db/client.ts";
import { indianDay } from "../../input/indian-day.ts";
import { paperSeries } from "./tables.ts";

const prefixes = { invoice: "INV", credit_note: "CRN" } as const;

/**
 * The next number of a series, such as INV-2627-000001: at most 16 signs, consecutive in a financial year (rule 46 (b) of the CGST
 * Rules). Others wait for it until the transaction ends, so it is asked for last; one that is rolled back gives it back.
 */
export async function nextNumber(tx: Tx, kind: keyof typeof prefixes, at: Date): Promise<string> {
  const financialYear = financialYearOf(at);
  const [series] = await tx
    .insert(paperSeries)
    .values({ kind, financialYear, last: 1 })
    .onConflictDoUpdate({
      target: [paperSeries.kind, paperSeries.financialYear],
      set: { last: sql`${paperSeries.last} + 1` },
    })
    .returning({ last: paperSeries.last });
  if (!series || series.last > 999_999) throw new Error(`the series ${kind} of ${financialYear} is used up`);
  return `${prefixes[kind]}-${financialYear}-${String(series.last).padStart(6, "0")}`;
}

/** April to March by India's calendar: 2627 from 1 April 2026 to 31 March 2027. */
export function financialYearOf(at: Date): string {
  const [year = 0, month = 0] = indianDay(at).split("-").map(Number);
  const first = month >= 4 ? year : year - 1;
  return [first, first + 1].map((one) => String(one % 100).padStart(2, "0")).join("");
}
