import { useTranslations } from "next-intl";
import { Time } from "@/ui/time.tsx";

export function LastTap({ at }: { at: string }) {
  const t = useTranslations("twin");
  return <p className="text-sm text-fog">{t.rich("lastTap", { time: () => <Time iso={at} /> })} </p>;
}
