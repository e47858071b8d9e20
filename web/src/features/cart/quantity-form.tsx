"use client";

import { type MouseEvent, startTransition, useActionState, useOptimistic } from "react";
import { changeQuantity } from "./actions.ts";

/**
 * One more, one less, none of it: each a button that sends the form, with or without scripts. With them each press counts from the one
 * before, whether or not that was answered; they are sent one after the other.
 */
export function QuantityForm({
  itemId,
  quantity,
  most,
  problem,
  words,
}: {
  itemId: string;
  quantity: number;
  /** As many as there may be in this line. */
  most: number;
  problem?: string;
  words: Record<"garments" | "less" | "more" | "takeOut" | "takeOutWhat", string>;
}) {
  const [state, action, pending] = useActionState(changeQuantity, {});
  const [wanted, setWanted] = useOptimistic(quantity);
  const shown = problem ?? state.problem;
  const step = (to: number) => (event: MouseEvent) => {
    event.preventDefault();
    const form = new FormData();
    form.set("itemId", itemId);
    form.set("quantity", String(to));
    startTransition(() => {
      setWanted(to);
      action(form);
    });
  };
  return (
    <>
      {shown && (
        <p role="alert" className="mt-2 text-sm text-red">
          {shown}
        </p>
      )}
      <form action={action} className="mt-auto flex items-center gap-5 pt-4" aria-busy={pending}>
        <input type="hidden" name="itemId" value={itemId} />
        <div className="flex items-stretch border border-line-strong">
          <Step
            name="quantity"
            value={wanted - 1}
            onClick={step(wanted - 1)}
            label={words.less}
            disabled={wanted <= 1}
          >
            −
          </Step>
          <span className="grid min-w-10 place-items-center tabular-nums">
            <span className="sr-only">{words.garments}</span>
            {wanted}
          </span>
          <Step
            name="quantity"
            value={wanted + 1}
            onClick={step(wanted + 1)}
            label={words.more}
            disabled={wanted >= most}
          >
            +
          </Step>
        </div>
        <button
          type="submit"
          name="quantity"
          value="0"
          aria-label={words.takeOutWhat}
          className="min-h-11 text-sm text-fog underline underline-offset-4 hover:text-ice"
        >
          {words.takeOut}
        </button>
      </form>
    </>
  );
}

function Step({
  label,
  children,
  ...rest
}: {
  name: string;
  value: number;
  label: string;
  disabled: boolean;
  onClick(event: MouseEvent): void;
  children: string;
}) {
  return (
    <button
      type="submit"
      {...rest}
      aria-label={label}
      className="size-11 text-lg transition-colors hover:bg-raised disabled:cursor-not-allowed disabled:text-line-strong"
    >
      {children}
    </button>
  );
}
