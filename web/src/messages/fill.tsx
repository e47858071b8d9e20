import { Fragment, type ReactNode } from "react";

/** Puts values where a message says `{name}`. For words that are filled in a browser; on the server `t` does more. */
export function fill(message: string, values: Record<string, ReactNode>): ReactNode {
  return message
    .split(/\{(\w+)\}/)
    .map((part, index) => (index % 2 === 0 ? part : <Fragment key={part}>{values[part]}</Fragment>));
}
