"use client";

import type { Messages } from "next-intl";
import { useActionState } from "react";
import { Button } from "@/ui/button.tsx";
import { Notice } from "@/ui/notice.tsx";
import { giveBack } from "./give-back-actions.ts";

/** Takes an order back: folded up, so that nobody does it by a slip. `paid`: its money goes back with it. */
export function GiveBack({
  orderId,
  paid,
  words,
}: {
  orderId: string;
  paid: boolean;
  words: Messages["orders"]["live"]["giveBack"];
}) {
  const [state, action, pending] = useActionState(giveBack, {});
  return (
    <details className="border-t border-line pt-4" open={Boolean(state.problem) || undefined}>
      <summary className="inline-flex min-h-11 cursor-pointer items-center text-fog underline underline-offset-4 hover:text-ice">
        {paid ? words.cancel : words.open}
      </summary>
      <form action={action} className="mt-3 space-y-4" aria-busy={pending}>
        {state.problem && <Notice tone="bad" title={state.problem} />}
        <p className="text-fog">{paid ? words.moneyBack : words.free}</p>
        <input type="hidden" name="orderId" value={orderId} />
        <div className="flex flex-wrap gap-3">
          <Button type="submit" name="to" value="order" look="danger" aria-disabled={pending}>
            {paid ? words.cancelNow : words.now}
          </Button>
          {!paid && (
            <Button type="submit" name="to" value="cart" look="quiet" aria-disabled={pending}>
              {words.toCart}
            </Button>
          )}
        </div>
      </form>
    </details>
  );
}
