"use client";

import type { Messages } from "next-intl";
import { useActionState } from "react";
import { FormProblem } from "@/ui/form-problem.tsx";
import { SubmitButton } from "@/ui/submit-button.tsx";
import { RecoveryCodes } from "./recovery-codes.tsx";
import { renewRecoveryCodes, turnOffSecondFactor } from "./second-factor-actions.ts";

/** What somebody does with a second factor that is on. `left` says how many recovery codes there are. */
export function SecondFactor({
  left,
  words,
  codesWords,
}: {
  left: string;
  words: Messages["account"]["secondFactor"];
  codesWords: Messages["account"]["recoveryCodes"];
}) {
  const [renewed, renew] = useActionState(renewRecoveryCodes, {});
  const [off, turnOff] = useActionState(turnOffSecondFactor, {});
  return (
    <div className="space-y-5">
      <FormProblem state={renewed.problem ? renewed : off} titles={{}} />
      {renewed.codes ? (
        <RecoveryCodes codes={renewed.codes} words={codesWords} />
      ) : (
        <p className="text-fog">{left}</p>
      )}
      <div className="flex flex-wrap gap-4">
        <form action={renew}>
          <SubmitButton look="quiet" busy={words.renewing}>
            {words.renew}
          </SubmitButton>
        </form>
        <form action={turnOff}>
          <SubmitButton look="danger" busy={words.turningOff}>
            {words.turnOff}
          </SubmitButton>
        </form>
      </div>
    </div>
  );
}
