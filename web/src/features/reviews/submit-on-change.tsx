"use client";

import { useEffect, useRef } from "react";

/** Sends the GET form around it as soon as a select in it changes. */
export function SubmitOnChange() {
  const mark = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const form = mark.current?.closest("form");
    const send = (event: Event) => event.target instanceof HTMLSelectElement && form?.requestSubmit();
    form?.addEventListener("change", send);
    return () => form?.removeEventListener("change", send);
  }, []);
  return <span ref={mark} hidden />;
}
