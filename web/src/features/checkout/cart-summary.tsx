import { useTranslations } from "next-intl";
import type { CartItem } from "@/features/cart/queries.ts";
import { ProductPicture } from "@/features/catalogue/product-picture.tsx";

export function CartSummary({ items }: { items: CartItem[] }) {
  const t = useTranslations("checkout.summary");
  return (
    <ul className="mb-6 space-y-4 border-b border-line pb-6">
      {items.map((item) => (
        <li key={item.id} className="grid grid-cols-[3.5rem_1fr] items-center gap-4">
          <ProductPicture
            image={item.product.image}
            alt=""
            sizes="56px"
            className="cut-[10px] block aspect-4/5 h-auto w-full object-cover"
          />
          <div>
            <p className="font-semibold">{item.product.name}</p>
            <p className="text-sm text-fog">
              {item.size} · {item.color}
              {item.quantity > 1 && ` · ${t("garments", { count: item.quantity })}`}
            </p>
          </div>
        </li>
      ))}
    </ul>
  );
}
