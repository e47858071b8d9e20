import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import type { Page } from "@/app/page-props.ts";
import { LiveRefresh } from "@/features/orders/live-refresh.tsx";
import { listOwnTwins } from "@/features/twin/queries.ts";
import { TwinCard } from "@/features/twin/twin-card.tsx";
import { ButtonLink } from "@/ui/button.tsx";
import { Empty } from "@/ui/empty.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("twin.list");
  return { title: t("title") };
}

export default async function GarmentsPage({ searchParams }: Page) {
  const t = await getTranslations("twin.list");
  const { after } = await searchParams;
  const { items, nextCursor } = await listOwnTwins(typeof after === "string" ? after : undefined);
  if (items.length === 0 && !after) {
    return (
      <div className="page">
        <Empty title={t("empty")} words={t("emptyWords")}>
          <ButtonLink href="/products">{t("products")}</ButtonLink>
          <ButtonLink href="/orders" look="quiet">
            {t("orders")}
          </ButtonLink>
        </Empty>
      </div>
    );
  }
  return (
    <div className="page pt-10 md:pt-16">
      <h1 className="text-h1 font-extrabold">{t("title")}</h1>
      <div className="mt-9 grid grid-cols-1 gap-x-6 gap-y-12 sm:grid-cols-2 lg:grid-cols-3">
        {items.map((twin) => (
          <TwinCard
            key={twin.tokenId}
            twin={twin}
            sizes="(min-width: 1024px) 400px, (min-width: 640px) 46vw, 92vw"
          />
        ))}
      </div>
      {nextCursor && (
        <ButtonLink href={`/garments?after=${encodeURIComponent(nextCursor)}`} look="quiet" className="mt-10">
          {t("more")}
        </ButtonLink>
      )}
      {items.some((twin) => twin.state === "minting") && <LiveRefresh everyMs={3000} />}
    </div>
  );
}
