import { tagHashOfChip } from "@flux/contracts";
import { count } from "drizzle-orm";
import type { Address } from "viem";
import { productVariants } from "../../api/src/modules/products/tables.ts";
import { garments } from "../../api/src/modules/stock/tables.ts";
import type { Seed } from "./open-seed.ts";
import { piecesOf, runs } from "./pieces.ts";

type Chip = { batch: number; serial: number; address: Address; pk2Address: Address };

/** A garment for every number of every batch, each with a chip that the station encoded for it. */
export async function tagGarments({ db, chipsUrl, say }: Seed) {
  const counted = await db
    .select({ batchId: garments.batchId, n: count() })
    .from(garments)
    .groupBy(garments.batchId);
  const tagged = new Map(counted.map((row) => [row.batchId, row.n]));
  const missing = runs.filter(({ batchId, product }) => (tagged.get(batchId) ?? 0) < product.cap);
  if (missing.length === 0) return;

  const wanted = missing.flatMap(({ batchId, product }) =>
    piecesOf(product).map((piece) => ({
      batchId,
      ...piece,
      label: `${product.name} ${piece.serial}/${product.cap}`,
    })),
  );
  const chips = await encodeChips(
    chipsUrl,
    wanted.map(({ batchId, serial, label }) => ({ batch: batchId, serial, label })),
  );
  const variants = await db
    .select({ id: productVariants.id, sku: productVariants.sku })
    .from(productVariants);
  const variantOf = new Map(variants.map((variant) => [variant.sku, variant.id]));
  const chipOf = new Map(chips.map((chip) => [`${chip.batch}/${chip.serial}`, chip]));
  const rows = wanted.map(({ batchId, serial, sku }) => {
    const chip = chipOf.get(`${batchId}/${serial}`);
    const variantId = variantOf.get(sku);
    if (!chip || !variantId) throw new Error(`no chip or no variant for ${sku}, ${batchId}/${serial}`);
    return {
      batchId,
      serial,
      variantId,
      tagHash: tagHashOfChip(chip.address),
      chipAddress: lower(chip.address),
      chipPk2Address: lower(chip.pk2Address),
    };
  });
  await db.insert(garments).values(rows).onConflictDoNothing();
  say(`${rows.length} garments, a chip in each`);
}

async function encodeChips(chipsUrl: string, places: { batch: number; serial: number; label: string }[]) {
  const answer = await fetch(`${chipsUrl}/chips`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(places),
  });
  if (!answer.ok) throw new Error(`the chips station answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as Chip[];
}

function lower(address: Address) {
  return address.toLowerCase() as Address;
}
