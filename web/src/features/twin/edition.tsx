/** 017/250: which garment of how many. The whole is the batch's cap, which only ever falls. */
export function formatEdition(serial: number, cap: number): string {
  return `${paddedSerial(serial, cap)}/${cap}`;
}

function paddedSerial(serial: number, cap: number): string {
  return String(serial).padStart(String(cap).length, "0");
}

/** `spoken`: how it is read aloud. `folded` puts the whole below the serial. */
export function Edition({
  serial,
  cap,
  spoken,
  folded,
}: {
  serial: number;
  cap: number;
  spoken: string;
  folded?: boolean;
}) {
  return (
    <span className="font-mono font-medium whitespace-nowrap">
      <span className="sr-only">{spoken}</span>
      <span aria-hidden>
        {paddedSerial(serial, cap)}
        <span className={`text-fog ${folded ? "block" : ""}`}>/{cap}</span>
      </span>
    </span>
  );
}
