/** A hash or an address, short to the eye and whole to whoever copies or hears it. */
export function Hash({ value, className = "" }: { value: string; className?: string }) {
  return (
    <span title={value} className={`font-mono text-[0.875em] ${className}`}>
      <span aria-hidden>{shorten(value)}</span>
      <span className="sr-only">{value}</span>
    </span>
  );
}

export function shorten(value: string): string {
  return value.length > 14 ? `${value.slice(0, 6)}…${value.slice(-4)}` : value;
}
