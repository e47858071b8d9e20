"use client";

import { type ReactNode, useEffect, useState } from "react";
import { signInPath } from "@/features/account/next-path.ts";
import { ButtonLink } from "@/ui/button.tsx";
import { LiveNote } from "@/ui/live-note.tsx";
import { Notice } from "@/ui/notice.tsx";
import { Steps } from "@/ui/steps.tsx";
import { useLive } from "@/ui/use-live.ts";
import { OrderPiece } from "./order-piece.tsx";
import type { OrderView } from "./order-view.ts";
import { PayBox } from "./pay-box.tsx";
import { TakesLonger } from "./takes-longer.tsx";

const lateAfterMs = 45_000;

/** An order as it goes on: what there is to pay, how far it is, and its pieces. `children`: what stays as it is. */
export function LiveOrder({
  orderId,
  initial,
  url,
  payNow,
  pictures,
  children,
}: {
  orderId: string;
  initial: OrderView;
  url: string;
  payNow: boolean;
  pictures: Record<string, ReactNode>;
  children: ReactNode;
}) {
  const { value: view, trouble } = useLive({ url, initial, isMoving: ({ moving }) => moving });
  const late = useLate(view.moving && !view.pay);
  return (
    <>
      <h1 key={view.title} className="flash-once mt-2 text-h1 font-extrabold" data-testid="order-title">
        {view.title}
      </h1>
      <div className="mt-8 grid items-start gap-x-16 gap-y-10 lg:grid-cols-[1.5fr_1fr]">
        <div className="space-y-8">
          <LiveNote trouble={trouble} signIn={signInPath(`/orders/${orderId}`)} />
          {view.notice && (
            <Notice tone={view.notice.tone} title={view.notice.title}>
              <p>{view.notice.words}</p>
            </Notice>
          )}
          {view.pay && <PayBox orderId={orderId} pay={view.pay} now={payNow} />}
          <Steps steps={view.steps} />
          {(view.late || late) && <TakesLonger />}
          {view.moving && (
            <noscript>
              {/* No refresh by itself: it would drop a payment that is being started, and the page with the network. */}
              <a href={`/orders/${orderId}`} className="text-ice underline underline-offset-4">
                See how far it is
              </a>
            </noscript>
          )}
          <section>
            <h2 className="text-h2 font-bold">{view.pieces.length === 1 ? "Your piece" : "Your pieces"}</h2>
            <ul className="mt-4 border-t border-line">
              {view.pieces.map((piece) => (
                <OrderPiece key={piece.id} piece={piece} picture={pictures[piece.id]} />
              ))}
            </ul>
          </section>
          {view.over && <ButtonLink href="/products">See what is left</ButtonLink>}
        </div>
        {children}
      </div>
    </>
  );
}

/** Whether somebody has looked at something moving for longer than it should take. */
function useLate(moving: boolean): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (!moving) return;
    const timer = setTimeout(() => setLate(true), lateAfterMs);
    return () => {
      clearTimeout(timer);
      setLate(false);
    };
  }, [moving]);
  return late;
}
