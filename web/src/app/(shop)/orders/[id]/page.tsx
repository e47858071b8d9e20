import type { Metadata } from "next";
import type { Page } from "@/app/page-props.ts";
import { Totals } from "@/features/cart/totals.tsx";
import { LiveOrder } from "@/features/orders/live-order.tsx";
import { OrderAddress } from "@/features/orders/order-address.tsx";
import { orderView, orderViewPath } from "@/features/orders/order-view.ts";
import { findOrder } from "@/features/orders/queries.ts";
import { Panel } from "@/ui/panel.tsx";
import { ProductPicture } from "@/ui/product-picture.tsx";

export const metadata: Metadata = { title: "Your order" };

export default async function OrderPage({ params, searchParams }: Page<{ id: string }>) {
  const [{ id }, query] = await Promise.all([params, searchParams]);
  const order = await findOrder(id);
  const said = typeof query.payment === "string" ? query.payment : undefined;
  const pictures = order.items.map((item) => [
    item.id,
    <ProductPicture
      key={item.id}
      slug={item.product.slug}
      alt=""
      sizes="144px"
      className="cut-[18px] block aspect-4/5 h-auto w-full object-cover"
    />,
  ]);
  return (
    <div className="page pt-10 md:pt-16">
      <p className="font-mono text-label text-fog">Order {order.number}</p>
      <LiveOrder
        orderId={order.id}
        initial={orderView(order, said)}
        url={orderViewPath(order.id, said)}
        payNow={query.pay === "now"}
        pictures={Object.fromEntries(pictures)}
      >
        <Panel className="lg:sticky lg:top-24">
          <Totals totals={order.totals} />
          <OrderAddress address={order.address} />
        </Panel>
      </LiveOrder>
    </div>
  );
}
