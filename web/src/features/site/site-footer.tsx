import Link from "next/link";
import { Wordmark } from "@/ui/marks.tsx";
import { MotionSwitch } from "./motion-switch.tsx";

const columns = [
  {
    title: "Shop",
    links: [
      { href: "/products", words: "All pieces" },
      { href: "/products?collection=NEON+NOIR", words: "Neon Noir" },
      { href: "/cart", words: "Your bag" },
    ],
  },
  {
    title: "Your pieces",
    links: [
      { href: "/garments", words: "Twins" },
      { href: "/orders", words: "Orders" },
      { href: "/tap", words: "Check a chip" },
    ],
  },
];

export function SiteFooter() {
  return (
    <footer className="relative mt-(--spacing-section) overflow-hidden border-t border-line bg-night">
      <div className="page grid gap-12 pt-14 pb-8 md:grid-cols-[1.6fr_1fr_1fr_auto]">
        <p className="max-w-xs text-fog">
          Numbered streetwear. A chip in every piece, a twin on Polygon, nobody inside the clothes but you.
        </p>
        {columns.map((column) => (
          <nav key={column.title} aria-label={column.title}>
            <h2 className="label mb-3 text-fog">{column.title}</h2>
            <ul className="space-y-1">
              {column.links.map((link) => (
                <li key={link.href}>
                  <Link
                    href={link.href}
                    prefetch={false}
                    className="inline-block py-1 underline-offset-4 hover:underline"
                  >
                    {link.words}
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
