"use client";

import type { Messages } from "next-intl";
import { useActionState } from "react";
import { FormProblem } from "@/ui/form-problem.tsx";
import { SubmitButton } from "@/ui/submit-button.tsx";
import { deleteAccount } from "./privacy-actions.ts";

export function DeleteAccountForm({ words }: { words: Messages["account"]["deleteForm"] }) {
  const [state, action] = useActionState(deleteAccount, {});
  return (
    <form action={action} className="max-w-md space-y-5">
      <FormProblem state={state} titles={{}} />
      <label className="flex min-h-11 items-center gap-3 text-[0.9375rem]">
        <input type="checkbox" name="sure" required className="size-5 accent-red" />
        {words.sure}
      </label>
      <SubmitButton look="danger" busy={words.deleting}>
        {words.delete}
      </SubmitButton>
    </form>
  );
}
