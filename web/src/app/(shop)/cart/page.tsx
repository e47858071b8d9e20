import type { Metadata } from "next";
import { BagLine } from "@/features/cart/bag-line.tsx";
import { currentBag } from "@/features/cart/queries.ts";
import { Totals } from "@/features/cart/totals.tsx";
import { Button, ButtonLink } from "@/ui/button.tsx";
import { Empty } from "@/ui/empty.tsx";
import { Arrow } from "@/ui/marks.tsx";
import { Panel } from "@/ui/panel.tsx";

export const metadata: Metadata = { title: "Your bag" };

export default async function CartPage() {
  const bag = await currentBag();
  if (bag.items.length === 0) {
    return (
      <div className="page">
        <Empty title="Nobody in here yet" words="Your bag is as empty as the hood. The window is still lit.">
          <ButtonLink href="/products">See the pieces</ButtonLink>
        </Empty>
      </div>
    );
  }
  return (
    <div className="page pt-10 md:pt-16">
      <h1 className="text-h1 font-extrabold">Your bag</h1>
      <div className="mt-6 grid items-start gap-x-16 gap-y-10 lg:grid-cols-[1.7fr_1fr]">
        <ul className="border-t border-line">
          {bag.items.map((item) => (
            <BagLine key={item.id} item={item} perItem={bag.limits.perItem} />
          ))}
        </ul>
        <Panel className="lg:sticky lg:top-24">
          <Totals totals={bag.totals} />
          <div className="mt-6">
            {bag.orderable ? (
              <ButtonLink href="/checkout" wide size="large">
                Check out <Arrow className="size-5" />
              </ButtonLink>
            ) : (
              <Button disabled wide size="large">
                {bag.pieces > bag.limits.perOrder
                  ? `Up to ${bag.limits.perOrder} pieces an order`
                  : "Fix the bag first"}
              </Button>
            )}
          </div>
          <p className="mt-4 text-sm text-fog">
            Nothing is held yet. When you place the order, your numbers are kept for you while you pay.
          </p>
        </Panel>
      </div>
    </div>
  );
}
