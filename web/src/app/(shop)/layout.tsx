import { getMessages, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { apiAnswers } from "@/features/site/api-answers.ts";
import { KeepErrorWords } from "@/features/site/error-words.tsx";
import { LightsOut } from "@/features/site/lights-out.tsx";
import { SiteFooter } from "@/features/site/site-footer.tsx";
import { SiteHeader } from "@/features/site/site-header.tsx";
import { fontVariables } from "@/fonts/fonts.ts";

export default async function ShopLayout({ children }: { children: ReactNode }) {
  const [t, messages] = await Promise.all([getTranslations("site.layout"), getMessages()]);
  const { slipped, lightsOut } = messages.site;
  return (
    <div className={`${fontVariables} flex min-h-dvh flex-col font-sans`}>
      <a
        href="#content"
        className="absolute top-3 left-3 z-50 -translate-y-24 bg-acid px-4 py-3 font-semibold text-void focus:translate-y-0"
      >
        {t("skip")}
      </a>
      <SiteHeader />
      <main id="content" className="flex-1">
        <KeepErrorWords words={{ slipped, lightsOut }}>
          {/* Said by the server, for browsers without scripts; an API that goes later is error.tsx's. */}
          {(await apiAnswers()) ? children : <LightsOut words={lightsOut} />}
        </KeepErrorWords>
      </main>
      <SiteFooter />
    </div>
  );
}
