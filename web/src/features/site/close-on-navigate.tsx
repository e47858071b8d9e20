"use client";

import { usePathname } from "next/navigation";
import { useEffect } from "react";

/** A popover stays open when a link in it changes the page without a reload: this closes it. */
export function CloseOnNavigate({ id }: { id: string }) {
  const path = usePathname();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the new path is what it waits for.
  useEffect(() => {
    const popover = document.getElementById(id);
    const close = () => popover?.matches(":popover-open") && popover.hidePopover();
    close();
    // Links to a place on the same page change no path.
    popover?.addEventListener("click", close);
    return () => popover?.removeEventListener("click", close);
  }, [path, id]);
  return null;
}
