import type { ReactNode } from "react";

export type Step = {
  title: string;
  state: "done" | "now" | "next" | "failed";
  detail?: ReactNode;
};

const marks = {
  done: "border-acid bg-acid text-void",
  now: "border-cyan text-cyan",
  next: "border-line-strong text-fog",
  failed: "border-red text-red",
} as const;

/** How far something has come. `words`: what each state is called aloud. State is said by mark, word and colour, never by colour alone. */
export function Steps({ steps, words }: { steps: Step[]; words: Record<Step["state"], string> }) {
  return (
    <ol className="relative">
      {steps.map((step, index) => (
        <li key={step.title} className="relative grid grid-cols-[2rem_1fr] gap-x-4 pb-7 last:pb-0">
          {index < steps.length - 1 && (
            <span
              aria-hidden
              className={`absolute top-8 bottom-0 left-[15px] w-0.5 ${step.state === "done" ? "bg-acid" : "bg-line"}`}
            />
          )}
          <span
            aria-hidden
            className={`relative grid size-8 place-items-center overflow-hidden border-2 font-mono text-sm ${marks[step.state]}`}
          >
            {step.state === "done" ? "✓" : step.state === "failed" ? "×" : index + 1}
            {step.state === "now" && (
              <span className="absolute inset-x-0 top-0 h-1 animate-scan bg-cyan/70" />
            )}
          </span>
          <div>
            <p className={`pt-0.5 font-semibold ${step.state === "next" ? "text-fog" : ""}`}>
              {step.title}
              <span className="sr-only"> ({words[step.state]})</span>
            </p>
            {step.detail && <div className="mt-1 text-sm text-fog">{step.detail}</div>}
          </div>
        </li>
      ))}
    </ol>
  );
}
