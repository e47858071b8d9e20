import type { ReactNode } from "react";

const tones = {
  plain: "border-line-strong text-ice bg-void/80",
  lit: "border-acid/70 text-acid bg-void/80",
  uv: "border-uv text-uv-text bg-void/80",
  gone: "border-line-strong text-fog bg-void/80",
} as const;

export function Badge({ tone = "plain", children }: { tone?: keyof typeof tones; children: ReactNode }) {
  return <span className={`label inline-block border px-2 py-1 ${tones[tone]}`}>{children}</span>;
}
