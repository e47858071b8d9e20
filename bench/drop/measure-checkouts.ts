import { join } from "node:path";
import { waitUntil } from "../../scripts/flux/process-table.ts";
import { percentile } from "../index/percentile.ts";
import { median, perSecond } from "../per-second.ts";
import type { Row } from "../print-rows.ts";
import { startBare } from "../start-bare.ts";
import { buy } from "./buy.ts";
import type { Buyer } from "./open-buyers.ts";
import type { Drop } from "./open-drop.ts";
import { stockDrop } from "./stock-drop.ts";

const atOnce = 16;
const rounds = 3;

/** Whole checkouts a second with stock enough, sixteen at once, beside a bare Hono and pg that write the same rows; medians in turn. */
export async function measureCheckouts(drop: Drop, buyers: Buyer[], checkouts: number): Promise<Row[]> {
  const bare = await startBare(drop.databaseUrl, join(import.meta.dirname, "bare-orders.ts"));
  try {
    const seen = { ours: [] as number[], bare: [] as number[] };
    const times: number[] = [];
    const load = { acts: checkouts, atOnce };
    for (let round = 0; round <= rounds; round++) {
      const { batch, variantId } = await stockDrop(drop.db, checkouts);
      await post(`${bare.url}/stock`, { variantId });
      const floor = await perSecond(load, (at) => buyBare(bare.url, variantId, at));
      const ours = await perSecond(load, async (at) => {
        const startedMs = performance.now();
        const outcome = await buy(drop, buyers[(round * checkouts + at) % buyers.length] as Buyer, variantId);
        if (!("paid" in outcome)) throw new Error(`a checkout was refused: ${outcome.refused}`);
        if (round > 0) times.push(performance.now() - startedMs);
      });
      await untilSold(drop, batch, checkouts);
      // The first round warms both.
      if (round > 0) seen.bare.push(floor);
      if (round > 0) seen.ours.push(ours);
    }
    const [value, floor] = [median(seen.ours), median(seen.bare)];
    return [
      {
        ...{ act: "checkoutsPerS", value: Math.round(value), unit: "/s", floor: Math.round(floor) },
        ...{ ratio: Number((value / floor).toFixed(3)), peers: { honoPg: Math.round(floor) } },
      },
      { act: "p99Ms", value: Math.round(percentile(times, 0.99)), unit: "ms", peers: {} },
    ];
  } finally {
    bare.close();
  }
}

async function post(url: string, body: object) {
  const answer = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`the floor answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as { id: string };
}

async function buyBare(url: string, variantId: string, door: number) {
  const cart = await post(`${url}/cart`, { variantId });
  const order = await post(`${url}/orders`, { cart: cart.id, line1: `${door}, Hill Road` });
  const payment = await post(`${url}/orders/${order.id}/payment`, {});
  await post(`${url}/payments/${payment.id}/paid`, {});
}

/** The webhooks and the worker's jobs of a round are its own. */
async function untilSold({ db }: Drop, batch: number, pieces: number) {
  const sold = async () => {
    const { rows } = await db.query(
      "select count(*)::int as sold from flux.garments where batch_id = $1 and state = 'sold'",
      [batch],
    );
    return rows[0].sold === pieces;
  };
  if (!(await waitUntil(sold, 300_000, 50))) throw new Error("the orders of a round were not paid in 300 s");
}
