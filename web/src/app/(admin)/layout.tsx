import { getMessages, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { AdminHeader } from "@/features/admin/admin-header.tsx";
import { apiAnswers } from "@/features/site/api-answers.ts";
import { KeepErrorWords } from "@/features/site/error-words.tsx";
import { LightsOut } from "@/features/site/lights-out.tsx";
import { fontVariables } from "@/fonts/fonts.ts";

/** The house's own rooms. Who may see what the API says: the pages only lead the way. */
export default async function AdminLayout({ children }: { children: ReactNode }) {
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
      <AdminHeader />
      <main id="content" className="page flex-1 py-10">
        <KeepErrorWords words={{ slipped, lightsOut }}>
          {(await apiAnswers()) ? children : <LightsOut words={lightsOut} />}
        </KeepErrorWords>
      </main>
    </div>
  );
}
