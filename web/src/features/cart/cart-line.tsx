import Link from "next/link";
import { useTranslations } from "next-intl";
import { ProductPicture } from "@/features/catalogue/product-picture.tsx";
import { formatMoney, Price } from "@/ui/price.tsx";
import { QuantityForm } from "./quantity-form.tsx";
import type { CartItem } from "./queries.ts";

/** One line of the cart. Its price fades while a change of it is on its way. */
export function CartLine({ item, perItem }: { item: CartItem; perItem: number }) {
  const t = useTranslations("cart.line");
  const { product, quantity } = item;
  const what = t("what", { product: product.name, size: item.size, color: item.color });
  return (
    <li className="group grid grid-cols-[6rem_1fr] gap-5 border-b border-line py-6 sm:grid-cols-[8.5rem_1fr]">
      <Link href={`/products/${product.slug}`} prefetch={false} tabIndex={-1} aria-hidden>
        <ProductPicture
          image={product.image}
          alt=""
          sizes="136px"
          className="cut-[16px] block aspect-4/5 h-auto w-full object-cover"
        />
      </Link>
      <div className="flex flex-col">
        <div className="flex items-baseline justify-between gap-4">
          <h2 className="text-h3 font-bold">
            <Link
              href={`/products/${product.slug}`}
              prefetch={false}
              className="underline-offset-4 hover:underline"
            >
              {product.name}
            </Link>
          </h2>
          <Price
            money={item.lineTotal}
            className="text-lg transition-opacity group-has-[[aria-busy=true]]:opacity-40"
          />
        </div>
        <p className="mt-1 text-fog">
          {item.size} · {item.color}
        </p>
        {item.priceBefore && (
          <p className="mt-2 text-sm text-amber" data-testid="price-moved">
            {t(item.unitPrice.amount > item.priceBefore.amount ? "dearer" : "cheaper", {
              was: formatMoney(item.priceBefore),
              now: formatMoney(item.unitPrice),
            })}
          </p>
        )}
        <QuantityForm
          itemId={item.id}
          quantity={quantity}
          most={Math.min(perItem, item.left)}
          problem={item.problem ? t(`problem.${item.problem}`) : undefined}
          words={{
            garments: t("garments"),
            less: t("less", { what }),
            more: t("more", { what }),
            takeOut: t("takeOut"),
            takeOutWhat: t("takeOutWhat", { what }),
          }}
        />
      </div>
    </li>
  );
}
