import { VoidHood } from "@/ui/marks.tsx";
import { SamePageLink } from "./same-page-link.tsx";

/** The API does not answer. Nothing was lost: say so, and offer the same page again. */
export function LightsOut() {
  return (
    <div className="page flex flex-col items-center py-20 text-center">
      <title>Lights out · FLUX</title>
      <VoidHood className="w-44" />
      <h1 className="mt-8 text-h2 font-extrabold">The lights went out</h1>
      <p className="mt-3 max-w-md text-fog">
        The shop is here, the part behind it does not answer. Your bag and your orders are safe. Give it a
        moment.
      </p>
      <SamePageLink />
    </div>
  );
}
