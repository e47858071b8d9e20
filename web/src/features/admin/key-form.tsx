"use client";

import type { Messages } from "next-intl";
import { useActionState } from "react";
import { Field } from "@/ui/field.tsx";
import { FormProblem } from "@/ui/form-problem.tsx";
import { Notice } from "@/ui/notice.tsx";
import { SubmitButton } from "@/ui/submit-button.tsx";
import { makeKey } from "./key-actions.ts";

export function KeyForm({ words }: { words: Messages["admin"]["keyForm"] }) {
  const [state, action] = useActionState(makeKey, {});
  const scopes = [
    ["people:read", words.peopleRead],
    ["people:write", words.peopleWrite],
    ["audit:read", words.auditRead],
  ] as const;
  return (
    <form action={action} className="max-w-md space-y-5">
      {state.made && (
        <Notice tone="warning" title={words.onceTitle}>
          <p className="font-mono break-all text-ice">{state.made}</p>
        </Notice>
      )}
      <FormProblem state={state} titles={{ name: words.name, days: words.days, scopes: words.scopes }} />
      <Field
        name="name"
        title={words.name}
        maxLength={80}
        required
        defaultValue={state.values?.name}
        error={state.fields?.name}
      />
      <fieldset id="field-scopes">
        <legend className="mb-1.5 text-sm font-medium">{words.scopes}</legend>
        {scopes.map(([scope, name]) => (
          <label key={scope} className="flex min-h-11 items-center gap-3 text-[0.9375rem]">
            <input type="checkbox" name="scopes" value={scope} className="size-5 shrink-0 accent-acid" />
            {name}
          </label>
        ))}
        {state.fields?.scopes && <p className="mt-1.5 text-sm text-red">{state.fields.scopes}</p>}
      </fieldset>
      <Field
        name="days"
        title={words.days}
        type="number"
        min={1}
        max={365}
        required
        defaultValue={state.values?.days ?? "90"}
        error={state.fields?.days}
      />
      <SubmitButton busy={words.making}>{words.make}</SubmitButton>
    </form>
  );
}
