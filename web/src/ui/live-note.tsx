"use client";

import type { Trouble } from "./keep-asking.ts";
import { Notice } from "./notice.tsx";

/** Says why a page that moves by itself stands still. What is on it stays. */
export function LiveNote({
  trouble,
  signIn,
  words,
}: {
  trouble: Trouble | undefined;
  signIn: string;
  words: Record<"noAnswer" | "signedOut" | "signIn", string>;
}) {
  if (trouble === "no_answer") {
    return (
      <p role="status" className="flex items-center gap-2.5 text-sm text-amber">
        <span aria-hidden className="size-2.5 bg-amber" />
        {words.noAnswer}
      </p>
    );
  }
  if (trouble === "signed_out") {
    return (
      <Notice tone="info" title={words.signedOut}>
        <a href={signIn} className="text-ice underline underline-offset-4">
          {words.signIn}
        </a>
      </Notice>
    );
  }
  return null;
}
