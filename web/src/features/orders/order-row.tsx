import Link from "next/link";
import { useTranslations } from "next-intl";
import { ProductPicture } from "@/features/catalogue/product-picture.tsx";
import { Price } from "@/ui/price.tsx";
import { formatDay } from "@/ui/time.tsx";
import type { OrderSummary } from "./queries.ts";

export function OrderRow({ order }: { order: OrderSummary }) {
  const t = useTranslations("orders.state");
  const names = order.items.map((item) => item.product.name).join(", ");
  return (
    <li className="group relative flex flex-wrap items-center gap-x-6 gap-y-3 border-b border-line py-5">
      <div className="flex -space-x-6">
        {order.items.slice(0, 3).map((item) => (
          <ProductPicture
            key={item.id}
            image={item.product.image}
            alt=""
            sizes="64px"
            className="block aspect-4/5 h-auto w-16 border border-line object-cover"
          />
        ))}
      </div>
      <div className="min-w-48 flex-1">
        <h2 className="font-semibold">
          <Link
            href={`/orders/${order.id}`}
            prefetch={false}
            className="underline-offset-4 outline-none group-hover:underline after:absolute after:inset-0 focus-visible:after:outline-3 focus-visible:after:outline-acid"
          >
            {names}
          </Link>
        </h2>
        <p className="text-sm text-fog">
          <span className="font-mono">{order.number}</span> · {formatDay(order.createdAt)}
        </p>
      </div>
      <p className={order.state === "pending" ? "text-amber" : "text-fog"}>{t(order.state)}</p>
      <Price money={order.totals.total} className="text-lg" />
    </li>
  );
}
