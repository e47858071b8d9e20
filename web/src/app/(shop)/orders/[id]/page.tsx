import type { Metadata } from "next";
import { getMessages } from "next-intl/server";
import type { Page } from "@/app/page-props.ts";
import { Totals } from "@/features/cart/totals.tsx";
import { LiveRefresh } from "@/features/orders/live-refresh.tsx";
import { OrderAddress } from "@/features/orders/order-address.tsx";
import { OrderNotices } from "@/features/orders/order-notices.tsx";
import { OrderPiece } from "@/features/orders/order-piece.tsx";
import { PayBox } from "@/features/orders/pay-box.tsx";
import { progressOf } from "@/features/orders/progress.ts";
import { findOrder } from "@/features/orders/queries.ts";
import { TakesLonger } from "@/features/orders/takes-longer.tsx";
import { ButtonLink } from "@/ui/button.tsx";
import { Panel } from "@/ui/panel.tsx";
import { Steps } from "@/ui/steps.tsx";

export const metadata: Metadata = { title: "Your order" };

export default async function OrderPage({ params, searchParams }: Page<{ id: string }>) {
  const [{ id }, query] = await Promise.all([params, searchParams]);
  const order = await findOrder(id);
  const progress = progressOf(order, Date.now(), query.payment === "received");
  return (
    <div className="page pt-10 md:pt-16">
      <p className="font-mono text-label text-fog">Order {order.number}</p>
      <h1 key={progress.title} className="flash-once mt-2 text-h1 font-extrabold" data-testid="order-title">
        {progress.title}
      </h1>
      {progress.moving && (
        <noscript>
          <meta httpEquiv="refresh" content="5" />
        </noscript>
      )}
      <div className="mt-8 grid items-start gap-x-16 gap-y-10 lg:grid-cols-[1.5fr_1fr]">
        <div className="space-y-8">
          <OrderNotices order={order} said={query.payment} />
          {progress.payable && (
            <PayBox order={order} again={progress.payable === "again"} now={query.pay === "now"} />
          )}
          <Steps steps={progress.steps} words={(await getMessages()).site.steps} />
          {progress.late && <TakesLonger />}
          {progress.moving && (
            <LiveRefresh late={progress.payable || progress.late ? null : <TakesLonger />} />
          )}
          <section>
            <h2 className="text-h2 font-bold">{order.items.length === 1 ? "Your piece" : "Your pieces"}</h2>
            <ul className="mt-4 border-t border-line">
              {order.items.map((item) => (
                <OrderPiece key={item.id} item={item} />
              ))}
            </ul>
          </section>
          {(order.state === "expired" || order.state === "cancelled") && (
            <ButtonLink href="/products">See what is left</ButtonLink>
          )}
        </div>
        <Panel className="lg:sticky lg:top-24">
          <Totals totals={order.totals} />
          <OrderAddress address={order.address} />
        </Panel>
      </div>
    </div>
  );
}
