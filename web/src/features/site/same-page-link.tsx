"use client";

import { usePathname, useSearchParams } from "next/navigation";

/** A plain link to the address that is open: loads the page anew, with or without scripts. */
export function SamePageLink({ words }: { words: string }) {
  const path = usePathname();
  const query = useSearchParams().toString();
  return (
    <a
      href={query ? `${path}?${query}` : path}
      className="mt-8 font-semibold text-acid underline underline-offset-4"
    >
      {words}
    </a>
  );
}
