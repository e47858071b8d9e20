import { waitUntil } from "../../scripts/flux/process-table.ts";
import { buy, type Outcome } from "./buy.ts";
import type { Buyer } from "./open-buyers.ts";
import type { Drop } from "./open-drop.ts";
import { pricePaise, stockDrop } from "./stock-drop.ts";

/** As many as a browser's worth of sockets to each API; the others queue, as at a load balancer. */
const atOnce = 400;
const settledWithinMs = 300_000;

/** Every buyer wants one of so few pieces, and a process dies while they do. Throws for anybody left with neither piece, answer nor refund. */
export async function race(drop: Drop, buyers: Buyer[], pieces: number) {
  const { batch, variantId } = await stockDrop(drop.db, pieces);
  const queue = [...buyers].sort(() => Math.random() - 0.5);
  const outcomes: Outcome[] = [];
  const killAt = Math.floor(Math.random() * pieces);
  const victim = Math.floor(Math.random() * 3);
  let killed: Promise<void> | undefined;
  const startedMs = performance.now();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let buyer = queue.pop(); buyer; buyer = queue.pop()) {
        const outcome = await buy(drop, buyer, variantId);
        outcomes.push(outcome);
        if ("paid" in outcome && outcomes.filter((each) => "paid" in each).length > killAt)
          killed ??= drop.killAndStart(victim);
      }
    }),
  );
  const seconds = (performance.now() - startedMs) / 1_000;
  killed ??= drop.killAndStart(victim);
  await killed;

  const paid = outcomes.flatMap((outcome) => ("paid" in outcome ? [outcome.paid] : []));
  const open = () =>
    drop.db.query<{ open: number }>(
      `select count(*)::int as open from flux.orders o join flux.order_items i on i.order_id = o.id
         join flux.products p on p.id = i.product_id join flux.batches b on b.product_id = p.id
       where b.id = $1 and o.state not in ('confirmed', 'cancelled')`,
      [batch],
    );
  const settled = async () => (await open()).rows[0]?.open === 0;
  if (!(await waitUntil(settled, settledWithinMs, 100)))
    throw new Error(`orders are open ${settledWithinMs / 1_000} s after the drop`);
  const { rows } = await drop.db.query<{ sold: number; free: number; captured: number }>(
    `select count(*) filter (where g.state = 'sold')::int as sold, count(*) filter (where g.state = 'available')::int as free,
       coalesce((select sum(a.amount_paise) from flux.payment_attempts a join flux.payments y on y.id = a.payment_id
         join flux.order_items i on i.order_id = y.order_id join flux.batches b on b.product_id = i.product_id
         where b.id = $1 and a.state = 'captured'), 0)::int as captured
     from flux.garments g where g.batch_id = $1`,
    [batch],
  );
  const { sold = 0, free = 0, captured = 0 } = rows[0] ?? {};
  if (captured !== sold * pricePaise)
    throw new Error(`${captured} paise for ${sold} garments of ${pricePaise}`);
  if (outcomes.length !== buyers.length)
    throw new Error(`${outcomes.length} answers for ${buyers.length} buyers`);
  return { sold, free, paid: paid.length, answersPerS: Math.round(buyers.length / seconds), killed: victim };
}
