/** 017/250: which piece of how many. The whole is the batch's cap, which only ever falls. */
export function formatEdition(serial: number, cap: number): string {
  return `${paddedSerial(serial, cap)}/${cap}`;
}

export function paddedSerial(serial: number, cap: number): string {
  return String(serial).padStart(String(cap).length, "0");
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
        {paddedSerial(serial, cap)}
        <span className="text-fog">/{cap}</span>
      </span>
    </span>
  );
}
