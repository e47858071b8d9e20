"use client";

import type { ComponentProps } from "react";
import { useFormStatus } from "react-dom";
import { Button } from "./button.tsx";

/** Submits its form. While that runs (an action of React's, or `pending`) it keeps its width, says so, and takes no second click. */
export function SubmitButton({
  children,
  busy,
  disabled,
  pending: waits = false,
  ...rest
}: ComponentProps<typeof Button> & { busy: string; pending?: boolean }) {
  const pending = useFormStatus().pending || waits;
  return (
    <Button
      {...rest}
      type="submit"
      aria-busy={pending}
      disabled={disabled}
      onClick={pending ? hold : undefined}
    >
      <span className="grid">
        <span
          className={`col-start-1 row-start-1 inline-flex items-center justify-center gap-3 ${pending ? "invisible" : ""}`}
        >
          {children}
        </span>
        <span className={`col-start-1 row-start-1 ${pending ? "" : "invisible"}`} aria-hidden={!pending}>
          {busy}
        </span>
      </span>
    </Button>
  );
}

function hold(event: { preventDefault(): void }) {
  event.preventDefault();
}
