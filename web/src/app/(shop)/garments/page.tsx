import type { Metadata } from "next";
import { getMessages, getTranslations } from "next-intl/server";
import type { Page } from "@/app/page-props.ts";
import { AsOf } from "@/features/twin/as-of.tsx";
import { LiveTwins } from "@/features/twin/live-twins.tsx";
import { listOwnTwins, perPage } from "@/features/twin/queries.ts";
import { TwinCard } from "@/features/twin/twin-card.tsx";
import { ButtonLink } from "@/ui/button.tsx";
import { Empty } from "@/ui/empty.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("twin.list");
  return { title: t("title") };
}

export default async function GarmentsPage({ searchParams }: Page) {
  const [t, messages] = await Promise.all([getTranslations("twin.list"), getMessages()]);
  const { after } = await searchParams;
  const { items, nextCursor, asOf } = await listOwnTwins(typeof after === "string" ? after : undefined);
  const words = messages.twin.live.asOf;
  if (items.length === 0 && !after) {
    return (
      <div className="page">
        <Empty title={t("empty")} words={t("emptyWords")}>
          <ButtonLink href="/products">{t("products")}</ButtonLink>
          <ButtonLink href="/orders" look="quiet">
            {t("orders")}
          </ButtonLink>
          <AsOf told={{ asOf }} words={words} />
        </Empty>
      </div>
    );
  }
  const moves = items.map(({ tokenId, state, sending }) => ({ tokenId, state, sending }));
  const page = new URLSearchParams({
    limit: String(perPage),
    ...(typeof after === "string" && { cursor: after }),
  });
  const url = `/api/garments?${page}`;
  return (
    <div className="page pt-10 md:pt-16">
      <h1 className="text-h1 font-extrabold">{t("title")}</h1>
      <LiveTwins initial={{ items: moves, asOf }} url={url} words={words} note={messages.site.liveNote}>
        <div className="mt-9 grid grid-cols-1 gap-x-6 gap-y-12 sm:grid-cols-2 lg:grid-cols-3">
          {items.map((twin) => (
            <TwinCard
              key={twin.tokenId}
              twin={twin}
              sizes="(min-width: 1024px) 400px, (min-width: 640px) 46vw, 92vw"
            />
          ))}
        </div>
      </LiveTwins>
      {nextCursor && (
        <ButtonLink href={`/garments?after=${encodeURIComponent(nextCursor)}`} look="quiet" className="mt-10">
          {t("more")}
        </ButtonLink>
      )}
    </div>
  );
}
