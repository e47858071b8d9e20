"use client";

import type { Messages } from "next-intl";
import { useActionState } from "react";
import { FormProblem } from "@/ui/form-problem.tsx";
import { SubmitButton } from "@/ui/submit-button.tsx";
import { judgeReview, replyToReview } from "./review-actions.ts";

const field =
  "block min-h-11 w-full rounded-[2px] border border-line-strong bg-night px-3 py-2 hover:border-fog";

/** Hides a review or shows it: either way somebody has looked. */
export function JudgeForm({
  id,
  hidden,
  words,
}: {
  id: string;
  hidden: boolean;
  words: Messages["admin"]["reviewForms"];
}) {
  const [state, action] = useActionState(judgeReview, {});
  return (
    <form action={action} className="space-y-3">
      <FormProblem state={state} titles={words} />
      <input type="hidden" name="id" value={id} />
      <input
        name="reason"
        aria-label={words.reason}
        placeholder={words.reason}
        required
        maxLength={300}
        defaultValue={state.values?.reason}
        className={field}
      />
      <div className="flex flex-wrap gap-3">
        <SubmitButton look="quiet" size="small" name="verdict" value="show" busy={words.saving}>
          {hidden ? words.show : words.keep}
        </SubmitButton>
        <SubmitButton look="danger" size="small" name="verdict" value="hide" busy={words.saving}>
          {hidden ? words.keepHidden : words.hide}
        </SubmitButton>
      </div>
    </form>
  );
}

export function ReplyForm({
  id,
  reply,
  words,
}: {
  id: string;
  reply: string;
  words: Messages["admin"]["reviewForms"];
}) {
  const [state, action] = useActionState(replyToReview, {});
  return (
    <form action={action} className="space-y-3">
      <FormProblem state={state} titles={words} />
      <input type="hidden" name="id" value={id} />
      <textarea
        name="reply"
        rows={3}
        maxLength={2_000}
        aria-label={words.reply}
        placeholder={words.reply}
        defaultValue={state.values?.reply ?? reply}
        className={field}
      />
      <SubmitButton look="quiet" size="small" busy={words.saving}>
        {words.send}
      </SubmitButton>
    </form>
  );
}
