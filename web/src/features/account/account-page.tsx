import type { ReactNode } from "react";
import { VoidHood } from "@/ui/marks.tsx";

/** The frame of sign-in, sign-up and verification: a form, and the empty hood that waits for somebody. */
export function AccountPage({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="lit relative -mb-(--spacing-section) overflow-hidden">
      <div className="page grid items-center gap-16 py-14 md:grid-cols-2 md:py-24">
        <div className="w-full max-w-md">
          <h1 className="mb-8 text-h1 font-extrabold">{title}</h1>
          {children}
        </div>
        <VoidHood className="mx-auto hidden w-full max-w-sm drop-shadow-[0_0_60px_rgb(122_75_255/0.35)] md:block" />
      </div>
    </div>
  );
}
