"use client";

import type { Messages } from "next-intl";
import { type ReactNode, useEffect, useState } from "react";
import { signInPath } from "@/features/account/next-path.ts";
import { forgetTyped } from "@/features/checkout/use-typed.ts";
import { ButtonLink } from "@/ui/button.tsx";
import { LiveNote } from "@/ui/live-note.tsx";
import { Notice } from "@/ui/notice.tsx";
import { Steps } from "@/ui/steps.tsx";
import { useLive } from "@/ui/use-live.ts";
import { GiveBack } from "./give-back.tsx";
import { OrderGarment } from "./order-garment.tsx";
import { OrderPapers } from "./order-papers.tsx";
import type { OrderView } from "./order-view.ts";
import { PayBox } from "./pay-box.tsx";
import { TakesLonger } from "./takes-longer.tsx";

const lateAfterMs = 45_000;

/** An order as it goes on: what there is to pay, how far it is, and its garments. `children`: what stays as it is. */
export function LiveOrder({
  orderId,
  initial,
  url,
  serverNowMs,
  payNow,
  pictures,
  words,
  stepWords,
  note,
  buttonWords,
  children,
}: {
  orderId: string;
  initial: OrderView;
  url: string;
  /** The server's time as it made the page. */
  serverNowMs: number;
  payNow: boolean;
  pictures: Record<string, ReactNode>;
  words: Messages["orders"]["live"];
  stepWords: Messages["site"]["steps"];
  note: Messages["site"]["liveNote"];
  buttonWords: Messages["checkout"]["payButton"];
  children: ReactNode;
}) {
  const { value: view, trouble } = useLive({ url, initial, isMoving: ({ moving }) => moving });
  const late = useLate(view.moving && !view.pay);
  // What was typed into the checkout is an order now.
  useEffect(() => {
    if (payNow) forgetTyped();
  }, [payNow]);
  const now = view.steps.find(({ state }) => state === "now" || state === "failed");
  return (
    <>
      <h1 key={view.title} className="flash-once mt-2 text-h1 font-extrabold" data-testid="order-title">
        {view.title}
      </h1>
      <div className="mt-8 grid items-start gap-x-16 gap-y-10 lg:grid-cols-[1.5fr_1fr]">
        <div className="space-y-8">
          <LiveNote trouble={trouble} signIn={signInPath(`/orders/${orderId}`)} words={note} />
          {view.notice && (
            <Notice tone={view.notice.tone} title={view.notice.title}>
              <p>{view.notice.words}</p>
            </Notice>
          )}
          {view.pay && (
            <PayBox
              orderId={orderId}
              pay={view.pay}
              now={payNow}
              serverNowMs={serverNowMs}
              words={words.pay}
              buttonWords={buttonWords}
            />
          )}
          <p role="status" className="sr-only">
            {now && now.title !== view.title ? `${view.title}. ${now.title}` : view.title}
          </p>
          <Steps steps={view.steps} words={stepWords} />
          {(view.late || late) && !view.notice && <TakesLonger words={words.takesLonger} />}
          {view.moving && (
            <noscript>
              {/* No refresh by itself: it would drop a payment that is being started, and the page with the network. */}
              <a href={`/orders/${orderId}`} className="text-ice underline underline-offset-4">
                {words.howFar}
              </a>
            </noscript>
          )}
          <section>
            <h2 className="text-h2 font-bold">{view.heading}</h2>
            <ul className="mt-4 border-t border-line">
              {view.garments.map((garment) => (
                <OrderGarment
                  key={garment.id}
                  view={garment}
                  picture={pictures[garment.id]}
                  words={words.garment}
                />
              ))}
            </ul>
          </section>
          {view.giveBack && (
            <GiveBack orderId={orderId} paid={view.giveBack === "paid"} words={words.giveBack} />
          )}
          <OrderPapers papers={view.papers} title={words.papers} />
          {view.over && <ButtonLink href="/products">{words.left}</ButtonLink>}
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
