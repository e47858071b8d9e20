"use client";

import { useActionState } from "react";
import { FormProblem } from "@/ui/form-problem.tsx";
import { SubmitButton } from "@/ui/submit-button.tsx";
import { unlinkWallet } from "./wallet-actions.ts";

export function UnlinkForm({ address, unlink, busy }: { address: string; unlink: string; busy: string }) {
  const [state, action] = useActionState(unlinkWallet, {});
  return (
    <form action={action} className="space-y-3">
      <FormProblem state={state} titles={{}} />
      <input type="hidden" name="address" value={address} />
      <SubmitButton look="quiet" size="small" busy={busy}>
        {unlink}
      </SubmitButton>
    </form>
  );
}
