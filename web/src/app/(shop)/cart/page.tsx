import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { clearCart } from "@/features/cart/actions.ts";
import { CartLine } from "@/features/cart/cart-line.tsx";
import { currentCart } from "@/features/cart/queries.ts";
import { Totals } from "@/features/cart/totals.tsx";
import { OwnHold } from "@/features/orders/own-hold.tsx";
import { Button, ButtonLink } from "@/ui/button.tsx";
import { Empty } from "@/ui/empty.tsx";
import { Arrow } from "@/ui/marks.tsx";
import { Panel } from "@/ui/panel.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("cart.page");
  return { title: t("title") };
}

export default async function CartPage() {
  const [t, cart] = await Promise.all([getTranslations("cart.page"), currentCart()]);
  if (cart.items.length === 0) {
    return (
      <div className="page">
        <Empty title={t("empty")} words={t("emptyWords")}>
          <ButtonLink href="/products">{t("products")}</ButtonLink>
        </Empty>
      </div>
    );
  }
  const short = cart.items.filter(({ problem }) => problem !== null);
  return (
    <div className="page pt-10 md:pt-16">
      <h1 className="text-h1 font-extrabold">{t("title")}</h1>
      <div className="mt-6 grid items-start gap-x-16 gap-y-10 lg:grid-cols-[1.7fr_1fr]">
        <div>
          <ul className="border-t border-line">
            {cart.items.map((item) => (
              <CartLine key={item.id} item={item} perItem={cart.limits.perItem} />
            ))}
          </ul>
          <OwnHold choices={short.map(({ product, size, color }) => ({ slug: product.slug, size, color }))} />
          <form action={clearCart} className="mt-4">
            <Button type="submit" look="bare" size="small">
              {t("clear")}
            </Button>
          </form>
        </div>
        <Panel className="lg:sticky lg:top-24">
          <Totals totals={cart.totals} delivery={cart.delivery} />
          <div className="mt-6">
            {cart.orderable ? (
              <ButtonLink href="/checkout" wide size="large">
                {t("checkOut")} <Arrow className="size-5" />
              </ButtonLink>
            ) : (
              <Button disabled wide size="large">
                {cart.pieces > cart.limits.perOrder
                  ? t("tooMany", { limit: cart.limits.perOrder })
                  : t("fixFirst")}
              </Button>
            )}
          </div>
          <p className="mt-4 text-sm text-fog">{t("notHeld")}</p>
        </Panel>
      </div>
    </div>
  );
}
