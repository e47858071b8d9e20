"use server";

import type { ReactNode } from "react";
import { Catalogue } from "./catalogue.tsx";
import { readWish } from "./filter.ts";

const longestSearch = 16_000;

/** The catalogue for the query of an address, drawn by the server. Changes nothing. */
export async function showCatalogue(search: unknown): Promise<ReactNode> {
  const query = typeof search === "string" ? search.slice(0, longestSearch) : "";
  return <Catalogue wish={readWish(Object.fromEntries(new URLSearchParams(query)))} />;
}
