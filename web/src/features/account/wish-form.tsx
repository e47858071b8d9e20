import { getTranslations } from "next-intl/server";
import type { Schemas } from "@/api.ts";
import { ButtonLink } from "@/ui/button.tsx";
import { SubmitButton } from "@/ui/submit-button.tsx";
import { currentUser, currentWishlist } from "./current-user.ts";
import { addWish } from "./profile-actions.ts";

/** Puts a product on the wishlist; of one that is sold out its person is told when a piece is free. */
export async function WishForm({ product }: { product: Schemas["Product"] }) {
  const [t, user] = await Promise.all([getTranslations("catalogue.wish"), currentUser()]);
  const back = `/products/${product.slug}`;
  const wish = user && (await currentWishlist(back)).items.find((item) => item.product.id === product.id);
  const isTold = wish?.tell ?? false;
  if (wish && (isTold || !product.soldOut))
    return (
      <p className="flex flex-wrap items-center gap-x-4 text-fog">
        {isTold ? t("thereTold") : t("there")}
        <ButtonLink href="/account/wishlist" look="bare" size="small">
          {t("see")}
        </ButtonLink>
      </p>
    );
  return (
    <form action={addWish}>
      <input type="hidden" name="productId" value={product.id} />
      <input type="hidden" name="back" value={back} />
      {product.soldOut && <input type="hidden" name="tell" value="yes" />}
      <SubmitButton look="quiet" wide busy={t("adding")}>
        {product.soldOut ? t("tell") : t("add")}
      </SubmitButton>
    </form>
  );
}
