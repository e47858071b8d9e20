"use client";

import type { Messages } from "next-intl";
import { useActionState } from "react";
import { FormProblem } from "@/ui/form-problem.tsx";
import { SubmitButton } from "@/ui/submit-button.tsx";
import { notePerson } from "./person-actions.ts";

export function NoteForm({
  id,
  note,
  words,
}: {
  id: string;
  note: string | null;
  words: Messages["admin"]["noteForm"];
}) {
  const [state, action] = useActionState(notePerson, {});
  return (
    <form action={action} className="space-y-4">
      <FormProblem state={state} titles={words} />
      <input type="hidden" name="id" value={id} />
      <label htmlFor="field-note" className="block text-sm font-medium">
        {words.note}
      </label>
      <textarea
        id="field-note"
        name="note"
        rows={4}
        maxLength={4_000}
        defaultValue={state.values?.note ?? note ?? ""}
        className="block w-full rounded-[2px] border border-line-strong bg-night px-4 py-3 hover:border-fog"
      />
      <SubmitButton look="quiet" busy={words.keeping}>
        {words.keep}
      </SubmitButton>
    </form>
  );
}
