"use client";

import type { Messages } from "next-intl";
import { useActionState, useEffect, useState } from "react";
import { fill } from "@/messages/fill.tsx";
import { FormProblem } from "@/ui/form-problem.tsx";
import { SubmitButton } from "@/ui/submit-button.tsx";
import { askForPhone } from "./phone-actions.ts";

type Props = { phone: string; againAt: string; words: Messages["account"]["resendCodeForm"] };

/** Sends another code to the same number. Where no script counts down, one that is asked for too soon is refused with the wait. */
export function ResendCodeForm({ phone, againAt, words }: Props) {
  const [state, action] = useActionState(askForPhone, {});
  const waitSec = useSecondsUntil(againAt);
  return (
    <form action={action} className="space-y-3">
      <FormProblem state={state} titles={{}} />
      <input type="hidden" name="phone" value={phone} />
      <input type="hidden" name="again" value="1" />
      <SubmitButton look="quiet" size="small" busy={words.sending} disabled={waitSec > 0}>
        {words.again}
      </SubmitButton>
      <p className="text-sm text-fog tabular-nums">
        {waitSec > 0 ? fill(words.wait, { seconds: waitSec }) : words.late}
      </p>
    </form>
  );
}

/** 0 on the server, and once it is over. */
function useSecondsUntil(iso: string): number {
  const [sec, setSec] = useState(0);
  useEffect(() => {
    const tick = () => setSec(Math.max(0, Math.ceil((Date.parse(iso) - Date.now()) / 1000)));
    tick();
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, [iso]);
  return sec;
}
