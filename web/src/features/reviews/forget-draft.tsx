"use client";

import { useEffect } from "react";

/** What was typed about a piece is kept by the house now. */
export function ForgetDraft({ item }: { item: string }) {
  useEffect(() => sessionStorage.removeItem(`flux.review.${item}`), [item]);
  return null;
}
