"use client";

import { useEffect } from "react";
import { LightsOut } from "@/features/site/lights-out.tsx";
import { Button } from "@/ui/button.tsx";
import { VoidHood } from "@/ui/marks.tsx";

/** A page of ours broke, or the API went while it was made. */
export default function ShopError({ error }: { error: Error & { digest?: string } }) {
  useEffect(() => {
    document.title = "Something slipped · FLUX";
  }, []);
  if (error.digest === "API_DOWN") return <LightsOut />;
  return (
    <div className="page flex flex-col items-center py-20 text-center">
      <VoidHood className="w-44" />
      <h1 className="mt-8 text-h2 font-extrabold">Something slipped</h1>
      <p className="mt-3 max-w-md text-fog">
        This page broke on our side. Nothing was bought and nothing was lost.
      </p>
      <Button className="mt-8" onClick={() => window.location.reload()}>
        Try again
      </Button>
      {error.digest && <p className="mt-6 font-mono text-label text-fog">{error.digest}</p>}
    </div>
  );
}
