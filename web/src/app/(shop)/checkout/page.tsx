import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getMessages, getTranslations } from "next-intl/server";
import { currentAccount, currentProfile } from "@/features/account/current-user.ts";
import { signInPath } from "@/features/account/next-path.ts";
import { cartFor, currentCart } from "@/features/cart/queries.ts";
import { Totals } from "@/features/cart/totals.tsx";
import { CartSummary } from "@/features/checkout/cart-summary.tsx";
import { CheckoutForm } from "@/features/checkout/checkout-form.tsx";
import { shownCart } from "@/features/checkout/shown-cart.ts";
import { lastAddress } from "@/features/orders/queries.ts";
import { Panel } from "@/ui/panel.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("checkout.page");
  return { title: t("tab") };
}

export default async function CheckoutPage() {
  const [account, cart] = await Promise.all([currentAccount(), currentCart()]);
  if (!cart.orderable) redirect("/cart");
  if (!account) redirect(signInPath("/checkout"));
  const profile = await currentProfile("/checkout");
  const [t, { checkout }, last] = await Promise.all([
    getTranslations("checkout.page"),
    getMessages(),
    profile.addresses.length === 0 ? lastAddress() : null,
  ]);
  const known = profile.addresses[0] ?? last;
  // Exact for the address that the form begins with; another one's total is told before anything is ordered.
  const { totals, delivery } = known ? await cartFor(known) : cart;
  return (
    <div className="page pt-10 md:pt-16">
      <h1 className="text-h1 font-extrabold">{t("title")}</h1>
      <div className="mt-8 grid items-start gap-x-16 gap-y-10 lg:grid-cols-[1.4fr_1fr]">
        <CheckoutForm
          idempotencyKey={randomUUID()}
          total={totals.total}
          shown={shownCart({ ...cart, totals })}
          userId={account.user.id}
          words={{ form: checkout.form, refused: checkout.refused, changed: checkout.changed }}
          initial={known ?? { fullName: account.user.email ? account.user.name : "", phone: profile.phone }}
        />
        <Panel className="lg:sticky lg:top-24">
          <CartSummary items={cart.items} />
          <Totals totals={totals} delivery={delivery} />
          <p className="mt-5 text-sm text-fog">{t("hold")}</p>
        </Panel>
      </div>
    </div>
  );
}
