"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import type { Messages } from "next-intl";
import { type FormEvent, useActionState, useRef, useState } from "react";
import type { Schemas } from "@/api.ts";
import { fill } from "@/messages/fill.tsx";
import { FormProblem } from "@/ui/form-problem.tsx";
import { formatMoney } from "@/ui/price.tsx";
import { SubmitButton } from "@/ui/submit-button.tsx";
import { placeOrder } from "./actions.ts";
import { AddressFields, type TypedAddress } from "./address-fields.tsx";
import { type CheckoutState, placeFromBrowser } from "./place-from-browser.ts";
import { useTyped } from "./use-typed.ts";

type Words = Pick<Messages["checkout"], "form" | "refused" | "changed">;

/** Where it goes, and the press that orders it at the total that it says. */
export function CheckoutForm({
  idempotencyKey,
  total,
  shown,
  userId,
  initial,
  words,
}: {
  idempotencyKey: string;
  total: Schemas["Money"];
  /** The cart as it is shown beside: see shown-cart.ts. */
  shown: string;
  userId: string;
  /** The person's default address, else what is known of them. */
  initial: TypedAddress;
  words: Words;
}) {
  const form = useRef<HTMLFormElement>(null);
  const [posted, action] = useActionState<CheckoutState, FormData>(placeOrder, {});
  const { placed, placing, place } = usePlacing(words);
  useTyped(form, userId);
  const state = placed ?? posted;
  const now = state.agreed ?? { total, shown };
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    place(new FormData(event.currentTarget));
  };
  return (
    <form ref={form} action={action} onSubmit={onSubmit} className="space-y-5">
      <FormProblem state={state} titles={words.form} />
      {state.heldIn && (
        <Link href={`/orders/${state.heldIn}`} className="text-ice underline underline-offset-4">
          {words.form.seeOrder}
        </Link>
      )}
      {state.changes && state.changes.length > 0 && (
        <ul className="list-square space-y-1 pl-5" data-testid="changes">
          {state.changes.map((change) => (
            <li key={change.id}>{change.words}</li>
          ))}
        </ul>
      )}
      <input type="hidden" name="key" value={state.key ?? idempotencyKey} />
      <input type="hidden" name="expectedTotal" value={now.total.amount} />
      <input type="hidden" name="shown" value={now.shown} />
      <AddressFields state={state} initial={initial} words={words.form} />
      <p className="text-fog">{words.form.ship}</p>
      <SubmitButton wide size="large" busy={words.form.placing} pending={placing}>
        {fill(words.form.pay, { total: formatMoney(now.total) })}
      </SubmitButton>
    </form>
  );
}

/** Places the order, once however often it is pressed meanwhile. */
function usePlacing(words: Words) {
  const [placed, setPlaced] = useState<CheckoutState>();
  const [placing, setPlacing] = useState(false);
  const busy = useRef(false);
  const { refresh } = useRouter();
  const place = async (form: FormData) => {
    if (busy.current) return;
    busy.current = true;
    setPlacing(true);
    const state = await placeFromBrowser(form, words);
    // The page goes: its button stays pressed until it is gone.
    if (state.elsewhere) return window.location.assign(state.elsewhere);
    busy.current = false;
    setPlacing(false);
    // An answer that never came changes neither what was agreed on nor which order it is.
    setPlaced((before) => ({ ...(before && { agreed: before.agreed, key: before.key }), ...state }));
    // What stands beside the form is of before the change, too.
    if (state.agreed) refresh();
  };
  return { placed, placing, place };
}
