"use client";

import type { Messages } from "next-intl";
import { useEffect, useState } from "react";
import { fill } from "@/messages/fill.tsx";

const clock = new Intl.DateTimeFormat("en-IN", {
  hour: "numeric",
  minute: "2-digit",
  timeZone: "Asia/Kolkata",
  timeZoneName: "short",
});

/**
 * Until when the garments are kept. The end is in the server's page; the countdown replaces it in a browser that runs. It counts by
 * the server's time: a phone's clock may be minutes off.
 */
export function HoldClock({
  until,
  serverNowMs,
  words,
}: {
  until: string;
  serverNowMs: number;
  words: Messages["orders"]["live"]["pay"];
}) {
  const [leftSec, setLeftSec] = useState<number>();
  useEffect(() => {
    const sinceMs = performance.now();
    const tick = () => setLeftSec(secondsLeft(until, serverNowMs + performance.now() - sinceMs));
    tick();
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, [until, serverNowMs]);
  return leftSec === undefined
    ? fill(words.heldUntil, {
        time: <span className="font-mono tabular-nums">{clock.format(new Date(until))}</span>,
      })
    : fill(words.heldFor, { time: <Left sec={leftSec} /> });
}

function Left({ sec }: { sec: number }) {
  return (
    <span role="timer" className="font-mono tabular-nums">
      {Math.floor(sec / 60)}:{String(sec % 60).padStart(2, "0")}
    </span>
  );
}

export function secondsLeft(until: string, nowMs: number): number {
  return Math.max(0, Math.round((Date.parse(until) - nowMs) / 1000));
}
