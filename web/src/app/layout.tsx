import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { env } from "@/env.ts";
import { lateFontVariables } from "@/fonts/late-fonts.ts";
import "./globals.css";

// Every page carries a nonce and somebody's bag: none is rendered ahead of its request.
export const dynamic = "force-dynamic";

export function generateMetadata(): Metadata {
  return {
    metadataBase: new URL(env().webUrl),
    title: { default: "FLUX: numbered streetwear with a chip sewn in", template: "%s · FLUX" },
    description:
      "Small numbered batches with a chip in every piece. Tap it with a phone: it says that it is real, which one it is, and whose.",
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
      lang="en"
      className={lateFontVariables}
      data-motion={motion === "on" || motion === "off" ? motion : undefined}
    >
      <body>{children}</body>
    </html>
  );
}
