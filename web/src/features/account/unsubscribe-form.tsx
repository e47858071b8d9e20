"use client";

import type { Messages } from "next-intl";
import { useActionState } from "react";
import { FormProblem } from "@/ui/form-problem.tsx";
import { SubmitButton } from "@/ui/submit-button.tsx";
import { unsubscribe } from "./notification-actions.ts";

type Props = { token: string; words: Messages["account"]["unsubscribeForm"] };

/** A click, not the page's load, ends them: mail scanners open links too. */
export function UnsubscribeForm({ token, words }: Props) {
  const [state, action] = useActionState(unsubscribe, {});
  return (
    <form action={action} className="space-y-5">
      <FormProblem state={state} titles={{}} />
      <input type="hidden" name="token" value={token} />
      <SubmitButton wide busy={words.ending}>
        {words.end}
      </SubmitButton>
    </form>
  );
}
