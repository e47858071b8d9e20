"use client";

import { use } from "react";
import { ErrorWords } from "@/features/site/error-words.tsx";
import { LightsOut } from "@/features/site/lights-out.tsx";
import { Slipped } from "@/features/site/slipped.tsx";

/** A page of ours broke, or the API went while it was made. */
export default function ShopError({ error }: { error: Error & { digest?: string } }) {
  const words = use(ErrorWords);
  if (!words) return null;
  if (error.digest === "API_DOWN") return <LightsOut words={words.lightsOut} />;
  return <Slipped words={words.slipped} digest={error.digest} />;
}
