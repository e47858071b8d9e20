"use client";

import type { Messages } from "next-intl";
import { useActionState } from "react";
import { Field } from "@/ui/field.tsx";
import { FormProblem } from "@/ui/form-problem.tsx";
import { SubmitButton } from "@/ui/submit-button.tsx";
import { sendGarment } from "./actions.ts";

/** Leaves custody: an address, a second thought, and it goes. `ownWallets` are offered by the browser. */
export function SendForm({
  tokenId,
  ownWallets,
  words,
}: {
  tokenId: string;
  ownWallets: string[];
  words: Messages["twin"]["live"]["sendForm"];
}) {
  const [state, action] = useActionState(sendGarment, {});
  return (
    <form action={action} className="space-y-5 pb-6">
      <FormProblem state={state} titles={{ to: words.to }} />
      <input type="hidden" name="tokenId" value={tokenId} />
      <Field
        name="to"
        title={words.to}
        required
        pattern="\s*0x[0-9a-fA-F]{40}\s*"
        placeholder="0x…"
        autoComplete="off"
        spellCheck={false}
        list="own-wallets"
        hint={words.hint}
        defaultValue={state.values?.to}
        error={state.fields?.to}
      />
      <datalist id="own-wallets">
        {ownWallets.map((address) => (
          <option key={address} value={address} />
        ))}
      </datalist>
      <label htmlFor="sure" className="flex items-start gap-3 text-sm">
        <input id="sure" type="checkbox" required className="mt-1 size-5 shrink-0 accent-acid" />
        {words.sure}
      </label>
      <SubmitButton busy={words.sending}>{words.send}</SubmitButton>
    </form>
  );
}
