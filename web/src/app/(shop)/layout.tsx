import type { ReactNode } from "react";
import { SiteFooter } from "@/features/site/site-footer.tsx";
import { SiteHeader } from "@/features/site/site-header.tsx";
import { fontVariables } from "@/fonts/fonts.ts";

export default function ShopLayout({ children }: { children: ReactNode }) {
  return (
    <div className={`${fontVariables} flex min-h-dvh flex-col font-sans`}>
      <a
        href="#content"
        className="absolute top-3 left-3 z-50 -translate-y-24 bg-acid px-4 py-3 font-semibold text-void focus:translate-y-0"
      >
        Skip to the content
      </a>
      <SiteHeader />
      <main id="content" className="flex-1">
        {children}
      </main>
      <SiteFooter />
    </div>
  );
}
