"use client";

import type { Messages } from "next-intl";
import { useActionState } from "react";
import { FormProblem } from "@/ui/form-problem.tsx";
import { SubmitButton } from "@/ui/submit-button.tsx";
import { signOutPerson, takeOffSecondFactor } from "./person-actions.ts";

export function SignOutForm({ id, words }: { id: string; words: Messages["admin"]["personForms"] }) {
  const [state, action] = useActionState(signOutPerson, {});
  return (
    <form action={action} className="mt-5 space-y-4">
      <FormProblem state={state} titles={{}} />
      <input type="hidden" name="id" value={id} />
      <SubmitButton look="quiet" busy={words.signingOut}>
        {words.signOut}
      </SubmitButton>
    </form>
  );
}

export function FactorOffForm({ id, words }: { id: string; words: Messages["admin"]["personForms"] }) {
  const [state, action] = useActionState(takeOffSecondFactor, {});
  return (
    <form action={action} className="mt-5 space-y-4">
      <FormProblem state={state} titles={{}} />
      <input type="hidden" name="id" value={id} />
      <SubmitButton look="danger" busy={words.factorGoing}>
        {words.factorOff}
      </SubmitButton>
    </form>
  );
}
