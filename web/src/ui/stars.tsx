const path = "M10 1.5l2.6 5.6 6.1.7-4.5 4.2 1.2 6-5.4-3-5.4 3 1.2-6L1.3 7.8l6.1-.7z";

/** Five stars, filled as far as `average` says. `label` is what is read aloud. */
export function Stars({
  average,
  label,
  className = "h-4",
}: {
  average: number;
  label: string;
  className?: string;
}) {
  return (
    <span role="img" aria-label={label} className="relative inline-flex align-middle">
      <Row className={`${className} text-line-strong`} />
      <span
        className="absolute inset-y-0 left-0 overflow-hidden"
        style={{ width: `${Math.min(100, Math.max(0, average * 20))}%` }}
      >
        <Row className={`${className} max-w-none text-acid`} />
      </span>
    </span>
  );
}

function Row({ className }: { className: string }) {
  return (
    <svg viewBox="0 0 100 20" aria-hidden className={`w-auto ${className}`} fill="currentColor">
      {[0, 1, 2, 3, 4].map((at) => (
        <path key={at} d={path} transform={`translate(${at * 20} 0)`} />
      ))}
    </svg>
  );
}
