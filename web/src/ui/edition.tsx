/** 017/250: which piece of how many. The whole is the batch's cap, which only ever falls. */
export function formatEdition(serial: number, cap: number): string {
  return `${String(serial).padStart(3, "0")}/${cap}`;
}

export function Edition({
  serial,
  cap,
  className = "",
}: {
  serial: number;
  cap: number;
  className?: string;
}) {
  return (
    <span className={`font-mono font-medium whitespace-nowrap ${className}`}>
      <span className="sr-only">{`Number ${serial} of ${cap}`}</span>
      <span aria-hidden>
        {String(serial).padStart(3, "0")}
        <span className="text-fog">/{cap}</span>
      </span>
    </span>
  );
}
