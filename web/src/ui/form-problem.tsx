"use client";

import { useEffect, useRef } from "react";
import type { FormState } from "./form-state.ts";

/** The summary above a form that was refused. It takes the focus, and its links lead to the fields. */
export function FormProblem({ state, titles }: { state: FormState; titles: Record<string, string> }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (state.problem) box.current?.focus();
  }, [state]);
  if (!state.problem) return null;
  const fields = Object.entries(state.fields ?? {});
  return (
    <div
      ref={box}
      tabIndex={-1}
      role="alert"
      className="cut-[14px] border border-red/70 border-l-8 bg-panel py-4 pr-5 pl-5 wrap-anywhere outline-none"
    >
      <p className="font-semibold">{state.problem}</p>
      {fields.length > 0 && (
        <ul className="mt-2 space-y-1 text-sm text-fog">
          {fields.map(([name, reason]) => (
            <li key={name}>
              <a href={`#field-${name}`} className="text-ice underline underline-offset-4">
                {titles[name] ?? name}
              </a>
              : {reason}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
