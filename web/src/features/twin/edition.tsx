import { useTranslations } from "next-intl";

/** 017/250: which garment of how many. The whole is the batch's cap, which only ever falls. */
export function formatEdition(serial: number, cap: number): string {
  return `${paddedSerial(serial, cap)}/${cap}`;
}

function paddedSerial(serial: number, cap: number): string {
  return String(serial).padStart(String(cap).length, "0");
}

/** Read aloud as a sentence. `folded` puts the whole below the serial. */
export function Edition({ serial, cap, folded }: { serial: number; cap: number; folded?: boolean }) {
  const t = useTranslations("twin");
  return (
    <span className="font-mono font-medium whitespace-nowrap">
      <span className="sr-only">{t("edition", { serial, cap })}</span>
      <span aria-hidden>
        {paddedSerial(serial, cap)}
        <span className={`text-fog ${folded ? "block" : ""}`}>/{cap}</span>
      </span>
    </span>
  );
}
