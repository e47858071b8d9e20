"use client";

import type { Messages } from "next-intl";
import { useActionState } from "react";
import { FormProblem } from "@/ui/form-problem.tsx";
import { SubmitButton } from "@/ui/submit-button.tsx";
import { keepGarments } from "./actions.ts";

/** A click, not the page's load, stops it: mail scanners open links too. */
export function KeepForm({ token, words }: { token: string; words: Messages["account"]["keepForm"] }) {
  const [state, action] = useActionState(keepGarments, {});
  return (
    <form action={action} className="space-y-5">
      <FormProblem state={state} titles={{}} />
      <input type="hidden" name="token" value={token} />
      <SubmitButton look="danger" wide busy={words.keeping}>
        {words.keep}
      </SubmitButton>
    </form>
  );
}
