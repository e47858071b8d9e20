import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import type { Page } from "@/app/page-props.ts";
import { HowToTap } from "@/features/tap/how-to-tap.tsx";
import { readTap, tapOf } from "@/features/tap/read-tap.ts";
import { Verdict } from "@/features/tap/verdict.tsx";
import { Wordmark } from "@/ui/marks.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("tap.page");
  return { title: t("title"), robots: { index: false }, referrer: "no-referrer" };
}

/**
 * What a phone opens when it is held to a chip. One round trip: the verdict is in the HTML, every link is a plain
 * one, and the page works without its scripts.
 */
export default async function TapPage({ searchParams }: Page) {
  const t = await getTranslations("site");
  const tap = tapOf(await searchParams);
  return (
    <div className="min-h-dvh pb-16">
      <header className="mx-auto flex h-14 max-w-xl items-center px-5">
        <a href="/" aria-label={t("home")}>
          <Wordmark className="h-5 w-auto" />
        </a>
      </header>
      <main>{tap ? <Verdict result={await readTap(tap)} /> : <HowToTap />}</main>
    </div>
  );
}
