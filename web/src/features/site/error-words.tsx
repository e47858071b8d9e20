"use client";

import type { Messages } from "next-intl";
import { createContext, type ReactNode } from "react";

type Words = Pick<Messages["site"], "slipped" | "lightsOut">;

/** The words of the error page: once it is shown no server is there to ask, so the layout lays them ready. */
export const ErrorWords = createContext<Words | null>(null);

export function KeepErrorWords({ words, children }: { words: Words; children: ReactNode }) {
  return <ErrorWords value={words}>{children}</ErrorWords>;
}
