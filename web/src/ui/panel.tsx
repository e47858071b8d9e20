import type { ReactNode } from "react";

/** A raised surface with the one cut corner. */
export function Panel({ children, className = "" }: { children: ReactNode; className?: string }) {
  return <div className={`cut-[20px] border border-line bg-panel p-5 sm:p-7 ${className}`}>{children}</div>;
}
