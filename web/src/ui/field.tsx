import type { ComponentProps } from "react";

type Props = ComponentProps<"input"> & {
  name: string;
  title: string;
  note?: string;
  hint?: string;
  error?: string;
};

/** A labelled input. `note` stands beside the label, as "optional" does. Its hint and its error are what a screen reader reads with it. */
export function Field({ title, note, hint, error, className = "", ...input }: Props) {
  const id = input.id ?? `field-${input.name}`;
  const about = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ") || undefined;
  return (
    <div className={className}>
      <label htmlFor={id} className="mb-1.5 block text-sm font-medium">
        {title}
        {note && <span className="ml-2 font-normal text-fog">{note}</span>}
      </label>
      <input
        {...input}
        id={id}
        aria-invalid={error ? true : undefined}
        aria-describedby={about}
        className="block min-h-12 w-full rounded-[2px] border border-line-strong bg-night px-4 text-ice transition-colors duration-[120ms] placeholder:text-mute hover:border-fog aria-invalid:border-red"
      />
      {hint && (
        <p id={`${id}-hint`} className="mt-1.5 text-sm text-fog">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="mt-1.5 text-sm wrap-anywhere text-red">
          {error}
        </p>
      )}
    </div>
  );
}
