"use client";

import type { Trouble } from "./keep-asking.ts";
import { Notice } from "./notice.tsx";

/** Says why a page that moves by itself stands still. What is on it stays. */
export function LiveNote({ trouble, signIn }: { trouble: Trouble | undefined; signIn: string }) {
  if (trouble === "no_answer") {
    return (
      <p role="status" className="flex items-center gap-2.5 text-sm text-amber">
        <span aria-hidden className="size-2.5 bg-amber" />
        No answer just now. This page keeps trying.
      </p>
    );
  }
  if (trouble === "signed_out") {
    return (
      <Notice tone="info" title="You are signed out.">
        <a href={signIn} className="text-ice underline underline-offset-4">
          Sign in to see how it goes on
        </a>
      </Notice>
    );
  }
  return null;
}
