"use client";

import { useLinkStatus } from "next/link";

/** A scanline over the card whose page is on its way. */
export function LinkScan() {
  const { pending } = useLinkStatus();
  if (!pending) return null;
  return (
    <span aria-hidden className="pointer-events-none absolute inset-0 overflow-hidden bg-void/30">
      <span className="absolute inset-x-0 top-0 h-[12%] animate-scan bg-linear-to-b from-transparent to-acid/50" />
    </span>
  );
}
