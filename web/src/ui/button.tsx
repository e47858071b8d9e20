import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";

const looks = {
  /** The one loud act of a view. */
  primary: "bg-acid text-void border-acid hover:bg-[#d6ff75] hover:border-[#d6ff75] font-semibold",
  quiet: "border-line-strong text-ice hover:border-ice hover:bg-raised",
  bare: "border-transparent px-0! text-ice underline decoration-line-strong underline-offset-8 hover:decoration-acid",
  danger: "border-red/60 text-red hover:border-red hover:bg-red/10",
} as const;
const sizes = {
  small: "min-h-10 px-4 text-sm",
  normal: "min-h-12 px-6",
  large: "min-h-14 px-8 text-lg",
} as const;

type Look = { look?: keyof typeof looks; size?: keyof typeof sizes; wide?: boolean };

function buttonClass({ look = "primary", size = "normal", wide }: Look, more = "") {
  return [
    "cut-[14px] inline-flex items-center justify-center gap-3 border text-center transition-[background-color,border-color,translate] duration-[120ms] active:translate-y-px",
    "disabled:cursor-not-allowed disabled:border-line disabled:bg-raised disabled:text-fog aria-busy:cursor-progress",
    looks[look],
    sizes[size],
    wide && "w-full",
    more,
  ]
    .filter(Boolean)
    .join(" ");
}

export function Button({ look, size, wide, className, ...rest }: ComponentProps<"button"> & Look) {
  return <button type="button" {...rest} className={buttonClass({ look, size, wide }, className)} />;
}

export function ButtonLink({
  look,
  size,
  wide,
  className,
  ...rest
}: ComponentProps<typeof Link> & Look & { children: ReactNode }) {
  return <Link prefetch={false} {...rest} className={buttonClass({ look, size, wide }, className)} />;
}
