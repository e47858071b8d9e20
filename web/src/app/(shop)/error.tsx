"use client";

import { useEffect } from "react";
import { Button } from "@/ui/button.tsx";
import { VoidHood } from "@/ui/marks.tsx";

/** The API does not answer, or a page of ours broke. Nothing was lost: say so and offer the same page again. */
export default function ShopError({ error }: { error: Error & { digest?: string } }) {
  const down = error.digest === "API_DOWN";
  useEffect(() => {
    document.title = "Lights out · FLUX";
  }, []);
  return (
    <div className="page flex flex-col items-center py-20 text-center">
      <VoidHood className="w-44" />
      <h1 className="mt-8 text-h2 font-extrabold">{down ? "The lights went out" : "Something slipped"}</h1>
      <p className="mt-3 max-w-md text-fog">
        {down
          ? "The shop is here, the part behind it does not answer. Your bag and your orders are safe. Give it a moment."
          : "This page broke on our side. Nothing was bought and nothing was lost."}
      </p>
      <Button className="mt-8" onClick={() => window.location.reload()}>
        Try again
      </Button>
      {!down && error.digest && <p className="mt-6 font-mono text-label text-fog">{error.digest}</p>}
    </div>
  );
}
