"use client";

import { useEffect, useState } from "react";

const clock = new Intl.DateTimeFormat("en-IN", {
  hour: "numeric",
  minute: "2-digit",
  timeZone: "Asia/Kolkata",
});

/** Until when the pieces are kept. The end is in the server's page; the countdown replaces it in a browser that runs. */
export function HoldClock({ until }: { until: string }) {
  const [leftSec, setLeftSec] = useState<number>();
  useEffect(() => {
    const tick = () => setLeftSec(Math.max(0, Math.round((Date.parse(until) - Date.now()) / 1000)));
    tick();
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, [until]);
  return (
    <span role="timer" className="font-mono tabular-nums">
      {leftSec === undefined
        ? `until ${clock.format(new Date(until))} IST`
        : `for ${Math.floor(leftSec / 60)}:${String(leftSec % 60).padStart(2, "0")}`}
    </span>
  );
}
