import { useTranslations } from "next-intl";

/** Batch 007. */
export function BatchLabel({ number }: { number: number }) {
  const t = useTranslations("catalogue");
  return t("batch", { number: String(number).padStart(3, "0") });
}
