"use client";

import { use, useEffect } from "react";
import { errorWords } from "@/features/site/error-words.tsx";
import { LightsOut } from "@/features/site/lights-out.tsx";
import { Button } from "@/ui/button.tsx";
import { VoidHood } from "@/ui/marks.tsx";

/** A page of ours broke, or the API went while it was made. */
export default function ShopError({ error }: { error: Error & { digest?: string } }) {
  const words = use(errorWords);
  useEffect(() => {
    if (words) document.title = words.error.tab;
  }, [words]);
  if (!words) return null;
  if (error.digest === "API_DOWN") return <LightsOut words={words.lightsOut} />;
  return (
    <div className="page flex flex-col items-center py-20 text-center">
      <VoidHood className="w-44" />
      <h1 className="mt-8 text-h2 font-extrabold">{words.error.title}</h1>
      <p className="mt-3 max-w-md text-fog">{words.error.words}</p>
      <Button className="mt-8" onClick={() => window.location.reload()}>
        {words.error.again}
      </Button>
      {error.digest && <p className="mt-6 font-mono text-label text-fog">{error.digest}</p>}
    </div>
  );
}
