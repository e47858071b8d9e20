import type { ComponentProps } from "react";

type Props = ComponentProps<"select"> & {
  name: string;
  title: string;
  unchosen: string;
  options: string[];
  error?: string;
};

/** A labelled native select that starts with `unchosen`, which is no choice. */
export function SelectField({ title, unchosen, options, error, className = "", ...select }: Props) {
  const id = `field-${select.name}`;
  return (
    <div className={className}>
      <label htmlFor={id} className="mb-1.5 block text-sm font-medium">
        {title}
      </label>
      <select
        {...select}
        id={id}
        aria-invalid={error ? true : undefined}
        aria-describedby={error && `${id}-error`}
        className="block min-h-12 w-full rounded-[2px] border border-line-strong bg-night px-3 text-ice transition-colors duration-[120ms] hover:border-fog aria-invalid:border-red"
      >
        <option value="">{unchosen}</option>
        {options.map((option) => (
          <option key={option}>{option}</option>
        ))}
      </select>
      {error && (
        <p id={`${id}-error`} className="mt-1.5 text-sm text-red">
          {error}
        </p>
      )}
    </div>
  );
}
