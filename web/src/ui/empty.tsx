import type { ReactNode } from "react";
import { VoidHood } from "./marks.tsx";

/** Where there is nothing yet: the empty hood, why, and the way on. */
export function Empty({ title, words, children }: { title: string; words: string; children?: ReactNode }) {
  return (
    <div className="mx-auto flex max-w-md flex-col items-center py-16 text-center md:py-24">
      <VoidHood className="w-44 drop-shadow-[0_0_50px_rgb(122_75_255/0.4)]" />
      <h1 className="mt-8 text-h2 font-extrabold">{title}</h1>
      <p className="mt-3 text-fog">{words}</p>
      {children && <div className="mt-8 flex flex-wrap justify-center gap-4">{children}</div>}
    </div>
  );
}
