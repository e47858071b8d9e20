"use client";

import type { Messages } from "next-intl";
import { type ReactNode, useActionState } from "react";
import { FormProblem } from "@/ui/form-problem.tsx";
import { SubmitButton } from "@/ui/submit-button.tsx";
import { withdraw } from "./actions.ts";

type Kept = { tokenId: string; name: string; edition: string; picture: ReactNode };

/** A wallet, the garments, a second thought. Everything is chosen to begin with. */
export function LeaveForm({
  wallets,
  kept,
  words,
}: {
  wallets: string[];
  kept: Kept[];
  words: Messages["account"]["leaveForm"];
}) {
  const [state, action] = useActionState(withdraw, {});
  return (
    <form action={action} className="space-y-7">
      <FormProblem state={state} titles={{}} />
      <fieldset className="space-y-2">
        <legend className="mb-2 font-semibold">{words.wallet}</legend>
        {wallets.map((address, at) => (
          <label
            key={address}
            className="flex min-h-12 items-center gap-3 border border-line px-4 py-3 has-checked:border-acid"
          >
            <input
              type="radio"
              name="address"
              value={address}
              required
              defaultChecked={state.values?.address ? state.values.address === address : at === 0}
              className="size-5 shrink-0 accent-acid"
            />
            <span className="font-mono text-sm break-all">{address}</span>
          </label>
        ))}
      </fieldset>
      <fieldset>
        <legend className="mb-2 font-semibold">{words.which}</legend>
        <ul className="grid gap-3 sm:grid-cols-2">
          {kept.map(({ tokenId, name, edition, picture }) => (
            <li key={tokenId}>
              <label className="flex items-center gap-4 border border-line bg-night p-3 has-checked:border-line-strong">
                <input
                  type="checkbox"
                  name="garments"
                  value={tokenId}
                  defaultChecked
                  className="size-5 shrink-0 accent-acid"
                />
                {picture}
                <span className="min-w-0">
                  <span className="block font-semibold">{name}</span>
                  <span className="block font-mono text-sm text-fog">{edition}</span>
                </span>
              </label>
            </li>
          ))}
        </ul>
      </fieldset>
      <label className="flex items-start gap-3 text-sm">
        <input type="checkbox" required className="mt-1 size-5 shrink-0 accent-acid" />
        {words.sure}
      </label>
      <SubmitButton busy={words.taking}>{words.take}</SubmitButton>
    </form>
  );
}
