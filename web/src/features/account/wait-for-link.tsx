"use client";

import { useRouter } from "next/navigation";
import type { Messages } from "next-intl";
import { useActionState, useEffect } from "react";
import { FormProblem } from "@/ui/form-problem.tsx";
import { SubmitButton } from "@/ui/submit-button.tsx";
import { useLive } from "@/ui/use-live.ts";
import { resendLink } from "./actions.ts";

type Props = { email: string; next: string; waiting: boolean; words: Messages["account"]["resendForm"] };

/** Goes on by itself when the mailed link was opened, here or on another device; and has the link sent once more. */
export function WaitForLink({ email, next, waiting, words }: Props) {
  const [state, action] = useActionState(resendLink, {});
  const router = useRouter();
  const { value } = useLive({ url: "/api/auth/sign-up", initial: { waiting }, isMoving: isWaiting });
  const wasOpened = waiting && !value.waiting;
  useEffect(() => {
    if (wasOpened) router.replace(`/sign-in?${new URLSearchParams({ verified: "1", next })}`);
  }, [wasOpened, router, next]);
  return (
    <form action={action} className="space-y-4">
      <FormProblem state={state} titles={{}} />
      <input type="hidden" name="email" value={email} />
      <input type="hidden" name="next" value={next} />
      <SubmitButton look="quiet" busy={words.sending}>
        {words.again}
      </SubmitButton>
    </form>
  );
}

const isWaiting = ({ waiting }: { waiting: boolean }) => waiting;
