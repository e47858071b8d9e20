"use client";

import type { Messages } from "next-intl";
import { useActionState } from "react";
import { Field } from "@/ui/field.tsx";
import { FormProblem } from "@/ui/form-problem.tsx";
import { SubmitButton } from "@/ui/submit-button.tsx";
import { blockPerson, unblockPerson } from "./person-actions.ts";

/** Shuts a person out with a reason, or lets who is out in again. */
export function BlockForm({
  id,
  isBlocked,
  words,
}: {
  id: string;
  isBlocked: boolean;
  words: Messages["admin"]["blockForm"];
}) {
  const [state, action] = useActionState(isBlocked ? unblockPerson : blockPerson, {});
  return (
    <form action={action} className="max-w-md space-y-5">
      <FormProblem state={state} titles={words} />
      <input type="hidden" name="id" value={id} />
      {!isBlocked && (
        <Field
          name="reason"
          title={words.reason}
          maxLength={300}
          required
          defaultValue={state.values?.reason}
          error={state.fields?.reason}
        />
      )}
      {isBlocked ? (
        <SubmitButton busy={words.unblocking}>{words.unblock}</SubmitButton>
      ) : (
        <SubmitButton look="danger" busy={words.blocking}>
          {words.block}
        </SubmitButton>
      )}
    </form>
  );
}
