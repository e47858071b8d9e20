import type { Messages } from "next-intl";
import { Button } from "@/ui/button.tsx";
import { VoidHood } from "@/ui/marks.tsx";

/** A page of ours broke. `digest` finds its error in the log. */
export function Slipped({ words, digest }: { words: Messages["site"]["slipped"]; digest?: string }) {
  return (
    <div className="page flex flex-col items-center py-20 text-center">
      <title>{words.tab}</title>
      <VoidHood className="w-44" />
      <h1 className="mt-8 text-h2 font-extrabold">{words.title}</h1>
      <p className="mt-3 max-w-md text-fog">{words.words}</p>
      <Button className="mt-8" onClick={() => window.location.reload()}>
        {words.again}
      </Button>
      {digest && <p className="mt-6 font-mono text-label text-fog">{digest}</p>}
    </div>
  );
}
