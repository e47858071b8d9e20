import type { Messages } from "next-intl";
import { VoidHood } from "@/ui/marks.tsx";
import { SamePageLink } from "./same-page-link.tsx";

/** The API does not answer. Nothing was lost: say so, and offer the same page again. */
export function LightsOut({ words }: { words: Messages["site"]["lightsOut"] }) {
  return (
    <div className="page flex flex-col items-center py-20 text-center">
      <title>{words.tab}</title>
      <VoidHood className="w-44" />
      <h1 className="mt-8 text-h2 font-extrabold">{words.title}</h1>
      <p className="mt-3 max-w-md text-fog">{words.words}</p>
      <SamePageLink words={words.again} />
    </div>
  );
}
