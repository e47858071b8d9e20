"use client";

import type { Messages } from "next-intl";
import { useActionState } from "react";
import { FormProblem } from "@/ui/form-problem.tsx";
import { SubmitButton } from "@/ui/submit-button.tsx";
import { mailCode } from "./confirm-actions.ts";

export function MailCodeForm({ next, words }: { next: string; words: Messages["account"]["mailCodeForm"] }) {
  const [state, action] = useActionState(mailCode, {});
  return (
    <form action={action} className="space-y-4">
      <FormProblem state={state} titles={words} />
      <input type="hidden" name="next" value={next} />
      <SubmitButton look="quiet" busy={words.sending}>
        {words.send}
      </SubmitButton>
    </form>
  );
}
