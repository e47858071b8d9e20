import type { Metadata } from "next";
import type { Page } from "@/app/page-props.ts";
import { OrderRow } from "@/features/orders/order-row.tsx";
import { listOrders } from "@/features/orders/queries.ts";
import { ButtonLink } from "@/ui/button.tsx";
import { Empty } from "@/ui/empty.tsx";

export const metadata: Metadata = { title: "Orders" };

export default async function OrdersPage({ searchParams }: Page) {
  const { after } = await searchParams;
  const { items, nextCursor } = await listOrders(typeof after === "string" ? after : undefined);
  if (items.length === 0 && !after) {
    return (
      <div className="page">
        <Empty
          title="No orders yet"
          words="The first one starts your history. Each piece in it gets a number."
        >
          <ButtonLink href="/products">See the pieces</ButtonLink>
        </Empty>
      </div>
    );
  }
  return (
    <div className="page max-w-5xl! pt-10 md:pt-16">
      <h1 className="text-h1 font-extrabold">Orders</h1>
      <ul className="mt-8 border-t border-line">
        {items.map((order) => (
          <OrderRow key={order.id} order={order} />
        ))}
      </ul>
      {nextCursor && (
        <ButtonLink href={`/orders?after=${encodeURIComponent(nextCursor)}`} look="quiet" className="mt-8">
          Older orders
        </ButtonLink>
      )}
    </div>
  );
}
