"use client";

import type { Messages } from "next-intl";
import { type FormEvent, useActionState, useEffect, useRef } from "react";
import { Field } from "@/ui/field.tsx";
import { FormProblem } from "@/ui/form-problem.tsx";
import { Stars } from "@/ui/stars.tsx";
import { SubmitButton } from "@/ui/submit-button.tsx";
import { saveReview } from "./actions.ts";

type Written = { id: string; stars: number; title: string | null; text: string };

/** What somebody says of a piece. What is typed outlives an error and a reload of the page. */
export function ReviewForm({
  orderId,
  item,
  review,
  words,
}: {
  orderId: string;
  item: string;
  review: Written | null;
  words: Messages["reviews"]["form"];
}) {
  const [state, action] = useActionState(saveReview, {});
  const form = useRef<HTMLFormElement>(null);
  const draft = `flux.review.${item}`;
  useEffect(() => fill(form.current, sessionStorage.getItem(draft)), [draft]);

  function keep({ currentTarget }: FormEvent<HTMLFormElement>) {
    const typed = [...new FormData(currentTarget)].filter(([name]) => kept.has(name));
    sessionStorage.setItem(draft, JSON.stringify(Object.fromEntries(typed)));
  }

  const values = state.values ?? {
    stars: String(review?.stars ?? ""),
    title: review?.title ?? "",
    text: review?.text ?? "",
  };
  const names = [words.one, words.two, words.three, words.four, words.five];
  return (
    <form ref={form} action={action} onChange={keep} className="space-y-6">
      <FormProblem state={state} titles={words} />
      <input type="hidden" name="order" value={orderId} />
      <input type="hidden" name="item" value={item} />
      {review && <input type="hidden" name="id" value={review.id} />}
      <fieldset id="field-stars" aria-describedby={state.fields?.stars && "stars-error"}>
        <legend className="mb-2 text-sm font-medium">{words.stars}</legend>
        <div className="flex flex-wrap gap-2">
          {names.map((name, at) => (
            <label
              key={name}
              className="flex min-h-12 cursor-pointer items-center gap-2 border border-line-strong px-3 hover:border-fog has-checked:border-acid has-focus-visible:outline-3 has-focus-visible:outline-acid"
            >
              <input
                type="radio"
                name="stars"
                value={at + 1}
                required
                defaultChecked={values.stars === String(at + 1)}
                className="accent-acid"
              />
              <Stars average={at + 1} label={name} />
            </label>
          ))}
        </div>
        {state.fields?.stars && (
          <p id="stars-error" className="mt-1.5 text-sm text-red">
            {state.fields.stars}
          </p>
        )}
      </fieldset>
      <Field
        {...{ name: "title", title: words.title, note: words.optional, maxLength: 120 }}
        {...(state.fields?.title && { error: state.fields.title })}
        defaultValue={values.title}
      />
      <div>
        <label htmlFor="field-text" className="mb-1.5 block text-sm font-medium">
          {words.text}
        </label>
        <textarea
          id="field-text"
          name="text"
          rows={7}
          required
          minLength={10}
          maxLength={2_000}
          defaultValue={values.text}
          aria-invalid={state.fields?.text ? true : undefined}
          aria-describedby="field-text-hint"
          className="block w-full rounded-[2px] border border-line-strong bg-night px-4 py-3 hover:border-fog aria-invalid:border-red"
        />
        <p id="field-text-hint" className={`mt-1.5 text-sm ${state.fields?.text ? "text-red" : "text-fog"}`}>
          {state.fields?.text ?? words.hint}
        </p>
      </div>
      <SubmitButton busy={words.saving}>{review ? words.change : words.send}</SubmitButton>
    </form>
  );
}

const kept = new Set(["stars", "title", "text"]);

/** Puts what was typed before back into its fields. */
function fill(form: HTMLFormElement | null, draft: string | null) {
  if (!form || draft === null) return;
  const typed: unknown = JSON.parse(draft);
  if (typeof typed !== "object" || typed === null) return;
  for (const [name, value] of Object.entries(typed)) {
    const field = form.elements.namedItem(name);
    if (kept.has(name) && field && "value" in field) field.value = String(value);
  }
}
