import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Wordmark } from "@/ui/marks.tsx";
import { MotionSwitch } from "./motion-switch.tsx";

const columns = [
  {
    title: "shop",
    links: [
      { href: "/products", words: "products" },
      { href: "/products?collection=NEON+NOIR", words: "neonNoir" },
      { href: "/cart", words: "cart" },
    ],
  },
  {
    title: "own",
    links: [
      { href: "/garments", words: "garments" },
      { href: "/orders", words: "orders" },
      { href: "/tap", words: "tap" },
    ],
  },
] as const;

export async function SiteFooter() {
  const t = await getTranslations("site.footer");
  return (
    <footer className="relative mt-(--spacing-section) overflow-hidden border-t border-line bg-night">
      <div className="page grid gap-12 pt-14 pb-8 md:grid-cols-[1.6fr_1fr_1fr_auto]">
        <p className="max-w-xs text-fog">{t("about")}</p>
        {columns.map((column) => (
          <nav key={column.title} aria-label={t(column.title)}>
            <h2 className="label mb-3 text-fog">{t(column.title)}</h2>
            <ul className="space-y-1">
              {column.links.map((link) => (
                <li key={link.href}>
                  <Link
                    href={link.href}
                    prefetch={false}
                    className="inline-block py-1 underline-offset-4 hover:underline"
                  >
                    {t(link.words)}
                  </Link>
                </li>
              ))}
            </ul>
          </nav>
        ))}
        <MotionSwitch />
      </div>
      <Wordmark className="page -mb-[4%] block h-auto w-full text-raised" />
    </footer>
  );
}
