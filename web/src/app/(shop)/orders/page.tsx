import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import type { Page } from "@/app/page-props.ts";
import { OrderRow } from "@/features/orders/order-row.tsx";
import { listOrders } from "@/features/orders/queries.ts";
import { ButtonLink } from "@/ui/button.tsx";
import { Empty } from "@/ui/empty.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("orders.list");
  return { title: t("title") };
}

export default async function OrdersPage({ searchParams }: Page) {
  const t = await getTranslations("orders.list");
  const { after } = await searchParams;
  const { items, nextCursor } = await listOrders(typeof after === "string" ? after : undefined);
  if (items.length === 0 && !after) {
    return (
      <div className="page">
        <Empty title={t("empty")} words={t("emptyWords")}>
          <ButtonLink href="/products">{t("products")}</ButtonLink>
        </Empty>
      </div>
    );
  }
  return (
    <div className="page max-w-5xl! pt-10 md:pt-16">
      <h1 className="text-h1 font-extrabold">{t("title")}</h1>
      <ul className="mt-8 border-t border-line">
        {items.map((order) => (
          <OrderRow key={order.id} order={order} />
        ))}
      </ul>
      {nextCursor && (
        <ButtonLink href={`/orders?after=${encodeURIComponent(nextCursor)}`} look="quiet" className="mt-8">
          {t("older")}
        </ButtonLink>
      )}
    </div>
  );
}
