import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageNotFound } from "@/features/site/page-not-found.tsx";
import { Wordmark } from "@/ui/marks.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("site.notFound");
  return { title: t("tab") };
}

/** An address that is nobody's. Light, because Next hangs this page's files on every other page. */
export default async function NotFound() {
  const t = await getTranslations("site");
  return (
    <main>
      <div className="page flex h-16 items-center">
        <a href="/" aria-label={t("home")}>
          <Wordmark className="h-6 w-auto" />
        </a>
      </div>
      <PageNotFound />
    </main>
  );
}
