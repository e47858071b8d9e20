import { maxCap, tagHashOfChip } from "@flux/contracts";
import { eq, sql } from "drizzle-orm";
import type { Address } from "viem";
import { z } from "zod";
import type { Tx } from "../../db/client.ts";
import { lockName } from "../../db/lock.ts";
import type { Deps } from "../../deps.ts";
import { addressSchema } from "../../input/chain-values.ts";
import { stockErrors } from "./errors.ts";
import { batches, garments } from "./tables.ts";

/** In lower case, as the tables keep them. */
const chipKey = addressSchema.transform((address): Address => `0x${address.slice(2).toLowerCase()}`);
/** A line of what the encoding station hands over: which chip it made for which piece. */
const manifestRow = z.strictObject({
  serial: z.int().min(1).max(maxCap),
  sku: z.string().min(1),
  chipAddress: chipKey,
  /** Address of the chip's second key, which signs its rolling tap URL. */
  pk2Address: chipKey,
});
export type ManifestRow = z.input<typeof manifestRow>;
type Row = z.output<typeof manifestRow>;

type TagGarments = {
  batchId: number;
  /** The variants of the batch's product. Who calls stands above stock and knows them. */
  variants: readonly { id: string; sku: string }[];
  /** Not yet trusted: a file, or the station's answer. */
  manifest: readonly unknown[];
};

/** So many rows go to the database in one statement. */
const rowsAtOnce = 5_000;

/**
 * Writes down the chip of each serial that the manifest names, all or none: from then on these garments can be
 * sold. What is written down already is passed by, so a manifest may be sent again. Rows count from 1 in what it
 * throws: `batch_unknown`, `manifest_row_wrong`, `manifest_row_repeated`, `serial_beyond_cap`, `variant_unknown`,
 * `chip_sewn_in_elsewhere`, `serial_tagged_otherwise`.
 */
export async function tagGarments(
  { db }: Pick<Deps, "db">,
  { batchId, variants, manifest }: TagGarments,
): Promise<{ tagged: number }> {
  const rows = parseManifest(manifest);
  return db.transaction(async (tx) => {
    // One manifest at a time: two with the same chip would each find it free.
    await lockName(tx, "garments.chips");
    const [batch] = await tx.select({ cap: batches.cap }).from(batches).where(eq(batches.id, batchId));
    if (!batch) throw stockErrors.batch_unknown({ batchId });
    const wanted = placeRows(rows, { batchId, cap: batch.cap, variants });

    let tagged = 0;
    for (let from = 0; from < wanted.length; from += rowsAtOnce) {
      const part = wanted.slice(from, from + rowsAtOnce);
      const due = await leaveOutTagged(tx, part, from);
      if (due.length > 0) await tx.insert(garments).values(due);
      tagged += due.length;
    }
    return { tagged };
  });
}

/** Each row by itself, then among the others: no serial and no key twice. */
function parseManifest(manifest: readonly unknown[]): Row[] {
  const firstWith = new Map<string, number>();
  return manifest.map((given, index) => {
    const parsed = manifestRow.safeParse(given);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      const field = issue?.path.join(".") || "the whole row";
      throw stockErrors.manifest_row_wrong({ row: index + 1, field, problem: issue?.message });
    }
    const { serial, chipAddress, pk2Address } = parsed.data;
    for (const what of [`serial ${serial}`, `the chip ${chipAddress}`, `the chip ${pk2Address}`]) {
      const before = firstWith.get(what);
      if (before !== undefined)
        throw stockErrors.manifest_row_repeated({ row: index + 1, what, before: before + 1 });
      firstWith.set(what, index);
    }
    return parsed.data;
  });
}

type Place = { batchId: number; cap: number; variants: TagGarments["variants"] };

function placeRows(rows: Row[], { batchId, cap, variants }: Place) {
  const idOf = new Map(variants.map(({ sku, id }) => [sku, id]));
  return rows.map(({ serial, sku, chipAddress, pk2Address }, index) => {
    const row = index + 1;
    if (serial > cap) throw stockErrors.serial_beyond_cap({ row, serial, cap });
    const variantId = idOf.get(sku);
    if (!variantId) throw stockErrors.variant_unknown({ row, sku });
    const tagHash = tagHashOfChip(chipAddress);
    return { batchId, serial, variantId, tagHash, chipAddress, chipPk2Address: pk2Address };
  });
}
type Wanted = ReturnType<typeof placeRows>[number];

/** Without the rows that are written down as they stand. `offset` is how many rows of the manifest come before. */
async function leaveOutTagged(tx: Tx, rows: Wanted[], offset: number): Promise<Wanted[]> {
  const [first] = rows;
  if (!first) return [];
  const serials = sql.param(rows.map(({ serial }) => serial));
  const keys = sql.param(rows.flatMap(({ chipAddress, chipPk2Address }) => [chipAddress, chipPk2Address]));
  const there = await tx
    .select()
    .from(garments)
    .where(
      sql`(${garments.batchId} = ${first.batchId} and ${garments.serial} = any(${serials}::int[]))
        or ${garments.chipAddress} = any(${keys}::text[]) or ${garments.chipPk2Address} = any(${keys}::text[])`,
    );
  const bySerial = new Map<number, (typeof there)[number]>();
  const byKey = new Map<string, (typeof there)[number]>();
  for (const garment of there) {
    if (garment.batchId === first.batchId) bySerial.set(garment.serial, garment);
    byKey.set(garment.chipAddress, garment);
    if (garment.chipPk2Address) byKey.set(garment.chipPk2Address, garment);
  }
  return rows.filter((wanted, index) => {
    const row = offset + index + 1;
    const { batchId, serial, chipAddress, chipPk2Address, variantId } = wanted;
    for (const address of [chipAddress, chipPk2Address]) {
      const other = byKey.get(address);
      if (other && (other.batchId !== batchId || other.serial !== serial))
        throw stockErrors.chip_sewn_in_elsewhere({ row, address, place: `${other.batchId}-${other.serial}` });
    }
    const own = bySerial.get(serial);
    if (!own) return true;
    const same =
      own.chipAddress === chipAddress && own.chipPk2Address === chipPk2Address && own.variantId === variantId;
    if (!same) throw stockErrors.serial_tagged_otherwise({ row, place: `${batchId}-${serial}` });
    return false;
  });
}
