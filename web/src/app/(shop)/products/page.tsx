import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import type { Page } from "@/app/page-props.ts";
import { Catalogue } from "@/features/catalogue/catalogue.tsx";
import { readWish, searchOf } from "@/features/catalogue/filter.ts";
import { LiveCatalogue } from "@/features/catalogue/live-catalogue.tsx";
import { showCatalogue } from "@/features/catalogue/show-catalogue.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("catalogue.page");
  return { title: t("title") };
}

export default async function CataloguePage({ searchParams }: Page) {
  const t = await getTranslations("catalogue.page");
  const query = await searchParams;
  return (
    <div className="page pt-10 md:pt-16">
      <LiveCatalogue made={searchOf(query)} show={showCatalogue} noAnswer={t("noAnswer")}>
        <Catalogue wish={readWish(query)} />
      </LiveCatalogue>
    </div>
  );
}
