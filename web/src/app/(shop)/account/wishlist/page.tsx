import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { currentWishlist } from "@/features/account/current-user.ts";
import { removeWish } from "@/features/account/profile-actions.ts";
import { ProductCard } from "@/features/catalogue/product-card.tsx";
import { ButtonLink } from "@/ui/button.tsx";
import { Empty } from "@/ui/empty.tsx";
import { SubmitButton } from "@/ui/submit-button.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("account.wishlist");
  return { title: t("title") };
}

export default async function WishlistPage() {
  const [t, { items }] = await Promise.all([
    getTranslations("account.wishlist"),
    currentWishlist("/account/wishlist"),
  ]);
  if (items.length === 0) {
    return (
      <div className="page">
        <Empty title={t("empty")} words={t("emptyWords")}>
          <ButtonLink href="/products">{t("products")}</ButtonLink>
        </Empty>
      </div>
    );
  }
  return (
    <div className="page pt-10 md:pt-16">
      <h1 className="text-h1 font-extrabold">{t("title")}</h1>
      <ul className="mt-9 grid grid-cols-1 gap-x-6 gap-y-12 sm:grid-cols-2 lg:grid-cols-3">
        {items.map(({ product, tell }) => (
          <li key={product.id}>
            <ProductCard
              product={product}
              heading="h2"
              sizes="(min-width: 1024px) 400px, (min-width: 640px) 46vw, 92vw"
            />
            <div className="mt-4 flex flex-wrap items-center justify-between gap-3">
              <form action={removeWish}>
                <input type="hidden" name="productId" value={product.id} />
                <SubmitButton look="quiet" size="small" busy={t("removing")}>
                  {t("remove")}
                </SubmitButton>
              </form>
              {tell && <p className="text-sm text-fog">{t("told")}</p>}
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}
