import type { Metadata } from "next";
import { getMessages, getTranslations } from "next-intl/server";
import type { Page } from "@/app/page-props.ts";
import { Totals } from "@/features/cart/totals.tsx";
import { ProductPicture } from "@/features/catalogue/product-picture.tsx";
import { LiveOrder } from "@/features/orders/live-order.tsx";
import { OrderAddress } from "@/features/orders/order-address.tsx";
import { orderView, orderViewPath } from "@/features/orders/order-view.ts";
import { findOrder } from "@/features/orders/queries.ts";
import { OrderReviews } from "@/features/reviews/order-reviews.tsx";
import { Panel } from "@/ui/panel.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("orders.page");
  return { title: t("tab") };
}

export default async function OrderPage({ params, searchParams }: Page<{ id: string }>) {
  const [{ id }, query] = await Promise.all([params, searchParams]);
  const [t, messages, order] = await Promise.all([
    getTranslations("orders.page"),
    getMessages(),
    findOrder(id),
  ]);
  const said = typeof query.payment === "string" ? query.payment : undefined;
  const pictures = order.items.map((item) => [
    item.id,
    <ProductPicture
      key={item.id}
      image={item.product.image}
      alt=""
      sizes="144px"
      className="cut-[18px] block aspect-4/5 h-auto w-full object-cover"
    />,
  ]);
  return (
    <div className="page pt-10 md:pt-16">
      <p className="font-mono text-label text-fog">{t("number", { number: order.number })}</p>
      <LiveOrder
        orderId={order.id}
        initial={await orderView(order, said)}
        url={orderViewPath(order.id, said)}
        serverNowMs={Date.now()}
        payNow={query.pay === "now"}
        pictures={Object.fromEntries(pictures)}
        words={messages.orders.live}
        stepWords={messages.site.steps}
        note={messages.site.liveNote}
        buttonWords={messages.checkout.payButton}
      >
        <Panel className="lg:sticky lg:top-24">
          <Totals totals={order.totals} />
          <OrderAddress address={order.address} />
        </Panel>
      </LiveOrder>
      <OrderReviews orderId={order.id} items={order.items} />
    </div>
  );
}
