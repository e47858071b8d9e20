"use client";

import type { Messages } from "next-intl";
import { useActionState } from "react";
import { AddressFields, type TypedAddress } from "@/features/checkout/address-fields.tsx";
import { FormProblem } from "@/ui/form-problem.tsx";
import { SubmitButton } from "@/ui/submit-button.tsx";
import { saveAddress } from "./profile-actions.ts";

/** A new address, or with `id` a kept one anew. */
export function AddressForm({
  id,
  idempotencyKey,
  initial,
  isDefault,
  words,
  fieldWords,
}: {
  id?: string;
  idempotencyKey: string;
  initial: TypedAddress;
  isDefault: boolean;
  words: Messages["account"]["addressForm"];
  fieldWords: Messages["checkout"]["form"];
}) {
  const [state, action] = useActionState(saveAddress, {});
  return (
    <form action={action} className="max-w-xl space-y-5">
      <FormProblem state={state} titles={fieldWords} />
      <input type="hidden" name="id" value={id ?? ""} />
      <input type="hidden" name="key" value={idempotencyKey} />
      <AddressFields state={state} initial={initial} words={fieldWords} />
      {!isDefault && (
        <label className="flex min-h-11 items-center gap-3 text-[0.9375rem]">
          <input type="checkbox" name="isDefault" className="size-5 accent-acid" />
          {words.isDefault}
        </label>
      )}
      <SubmitButton busy={words.keeping}>{words.keep}</SubmitButton>
    </form>
  );
}
