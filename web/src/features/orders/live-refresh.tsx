"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useEffect, useState } from "react";

/**
 * Asks the server for the page again while something on it is moving and somebody looks. `late` is shown once that
 * took longer than `lateAfterMs`.
 */
export function LiveRefresh({
  everyMs = 1500,
  lateAfterMs = 45_000,
  late,
}: {
  everyMs?: number;
  lateAfterMs?: number;
  late?: ReactNode;
}) {
  const router = useRouter();
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    const ask = setInterval(() => document.visibilityState === "visible" && router.refresh(), everyMs);
    const wait = setTimeout(() => setLate(true), lateAfterMs);
    return () => {
      clearInterval(ask);
      clearTimeout(wait);
    };
  }, [router, everyMs, lateAfterMs]);
  return isLate ? late : null;
}
