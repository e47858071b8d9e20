"use client";

import type { Messages } from "next-intl";
import { useActionState } from "react";
import { FormProblem } from "@/ui/form-problem.tsx";
import { SubmitButton } from "@/ui/submit-button.tsx";
import { stopGarment } from "./actions.ts";

export function StopForm({
  tokenId,
  words,
}: {
  tokenId: string;
  words: Messages["twin"]["live"]["sending"];
}) {
  const [state, action] = useActionState(stopGarment, {});
  return (
    <form action={action} className="space-y-3">
      <FormProblem state={state} titles={{}} />
      <input type="hidden" name="tokenId" value={tokenId} />
      <SubmitButton look="danger" busy={words.stopping}>
        {words.stop}
      </SubmitButton>
    </form>
  );
}
