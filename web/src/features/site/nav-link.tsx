"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";

export function NavLink({ href, words }: { href: string; words: string }) {
  const here = usePathname() === href;
  return (
    <Link
      href={href}
      prefetch={false}
      aria-current={here ? "page" : undefined}
      className="border-b-2 border-transparent py-2 text-[0.9375rem] text-fog transition-colors hover:text-ice aria-[current=page]:border-acid aria-[current=page]:text-ice"
    >
      {words}
    </Link>
  );
}
