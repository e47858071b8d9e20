import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/ui/button.tsx";
import { Stars } from "@/ui/stars.tsx";
import { reviewPath } from "./paths.ts";
import { orderReviews } from "./queries.ts";

type Piece = { id: string; product: { name: string }; size: string; color: string };

/** Which pieces of an order can be reviewed, and what was said of the others. */
export async function OrderReviews({ orderId, items }: { orderId: string; items: Piece[] }) {
  const [t, pieces] = await Promise.all([getTranslations("reviews.order"), orderReviews(orderId)]);
  const open = pieces.filter(({ mayReview, review }) => mayReview || review);
  if (open.length === 0) return null;
  return (
    <section className="mt-12">
      <h2 className="text-h2 font-bold">{t("title")}</h2>
      <ul className="mt-4 border-t border-line">
        {open.map(({ item, review }) => {
          const piece = items.find(({ id }) => id === item);
          return (
            <li
              key={item}
              className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 border-b border-line py-4"
            >
              <p>
                {piece?.product.name}{" "}
                <span className="text-fog">
                  {piece?.size} · {piece?.color}
                </span>
                {review && (
                  <span className="ml-3">
                    <Stars average={review.stars} label={t("stars", { stars: review.stars })} />
                  </span>
                )}
              </p>
              <ButtonLink href={reviewPath(orderId, item)} look="quiet" size="small">
                {review ? t("yours") : t("write")}
              </ButtonLink>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
