import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { env } from "@/env.ts";
import { lateFontVariables } from "@/fonts/late-fonts.ts";
import "./globals.css";

// Every page carries a nonce and somebody's cart: none is rendered ahead of its request.
export const dynamic = "force-dynamic";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("site.layout");
  return {
    metadataBase: new URL(env().webUrl),
    title: { default: t("title"), template: "%s · FLUX" },
    description: t("description"),
    openGraph: {
      siteName: "FLUX",
      locale: "en_IN",
      type: "website",
      images: [{ url: "/hero.webp", width: 1600, height: 900 }],
    },
  };
}

export const viewport: Viewport = { themeColor: "#05060b", colorScheme: "dark" };

export default async function RootLayout({ children }: { children: ReactNode }) {
  const motion = (await cookies()).get("motion")?.value;
  return (
    <html
      lang={await getLocale()}
      className={lateFontVariables}
      data-motion={motion === "on" || motion === "off" ? motion : undefined}
    >
      <body>{children}</body>
    </html>
  );
}
