import type { ReactNode } from "react";

const tones = {
  info: "border-cyan/60 before:bg-cyan",
  good: "border-acid/60 before:bg-acid",
  warning: "border-amber/60 before:bg-amber",
  bad: "border-red/70 before:bg-red",
} as const;

/** A sentence that the page has to say. `role="alert"` only for what just went wrong. */
export function Notice({
  tone,
  title,
  children,
}: {
  tone: keyof typeof tones;
  title: string;
  children?: ReactNode;
}) {
  return (
    <div
      role={tone === "bad" ? "alert" : "status"}
      className={`cut-[14px] relative border bg-panel py-4 pr-5 pl-7 before:absolute before:inset-y-0 before:left-0 before:w-2 ${tones[tone]}`}
    >
      <p className="font-semibold">{title}</p>
      {children && <div className="mt-1 text-fog">{children}</div>}
    </div>
  );
}
