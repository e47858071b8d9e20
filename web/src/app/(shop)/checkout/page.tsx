import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { currentAccount } from "@/features/account/current-user.ts";
import { signInPath } from "@/features/account/next-path.ts";
import { currentBag } from "@/features/cart/queries.ts";
import { Totals } from "@/features/cart/totals.tsx";
import { BagSummary } from "@/features/checkout/bag-summary.tsx";
import { CheckoutForm } from "@/features/checkout/checkout-form.tsx";
import { Panel } from "@/ui/panel.tsx";
import { formatMoney } from "@/ui/price.tsx";

export const metadata: Metadata = { title: "Check out" };

export default async function CheckoutPage() {
  const [account, bag] = await Promise.all([currentAccount(), currentBag()]);
  if (!bag.orderable) redirect("/cart");
  if (!account) redirect(signInPath("/checkout"));
  return (
    <div className="page pt-10 md:pt-16">
      <h1 className="text-h1 font-extrabold">Where to?</h1>
      <div className="mt-8 grid items-start gap-x-16 gap-y-10 lg:grid-cols-[1.4fr_1fr]">
        <CheckoutForm
          idempotencyKey={randomUUID()}
          total={formatMoney(bag.totals.total)}
          name={account.user.email ? account.user.name : ""}
        />
        <Panel className="lg:sticky lg:top-24">
          <BagSummary items={bag.items} />
          <Totals totals={bag.totals} />
          <p className="mt-5 text-sm text-fog">
            Paying holds your pieces for 15 minutes. Each gets its number, and its twin is made as soon as the
            money is here.
          </p>
        </Panel>
      </div>
    </div>
  );
}
