"use client";

import Link from "next/link";
import type { Messages } from "next-intl";
import { useActionState } from "react";
import { addToCart } from "@/features/cart/actions.ts";
import { Button } from "@/ui/button.tsx";
import { Notice } from "@/ui/notice.tsx";
import { SubmitButton } from "@/ui/submit-button.tsx";

/** Puts the chosen garment into the cart. Without a choice, or with nothing left, it says what is missing. */
export function AddToCart({
  variantId,
  what,
  missing,
  words,
}: {
  variantId?: string;
  what: string;
  missing?: string;
  words: Messages["catalogue"]["addToCart"];
}) {
  const [state, action] = useActionState(addToCart, {});
  // What a browser that keeps no cookie was given is gone with the next page.
  const isKept = state.added === undefined || typeof navigator === "undefined" || navigator.cookieEnabled;
  const problem = isKept ? state.problem : words.noCookies;
  const shown = state.added === what || problem || state.heldIn;
  return (
    <form action={action} className="space-y-4">
      <input type="hidden" name="variantId" value={variantId ?? ""} />
      <input type="hidden" name="what" value={what} />
      {missing ? (
        <Button disabled wide size="large">
          {missing}
        </Button>
      ) : (
        <SubmitButton wide size="large" busy={words.adding}>
          {words.add}
        </SubmitButton>
      )}
      {shown && (
        <div className="flash-once">
          {problem ? (
            <Notice tone="bad" title={problem} />
          ) : state.heldIn ? (
            <Notice tone="info" title={words.heldByYou}>
              <Link
                href={`/orders/${state.heldIn}`}
                prefetch={false}
                className="text-ice underline underline-offset-4"
              >
                {words.seeOrder}
              </Link>
            </Notice>
          ) : (
            <Notice tone="good" title={words.added}>
              <Link href="/cart" prefetch={false} className="text-ice underline underline-offset-4">
                {words.seeCart}
              </Link>
            </Notice>
          )}
        </div>
      )}
    </form>
  );
}
