import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Schemas } from "@/api.ts";
import { formatMoney, Price } from "@/ui/price.tsx";

/** What it costs. Tax is inside the total and said once. */
export function Totals({ totals }: { totals: Schemas["Totals"] }) {
  const t = useTranslations("cart.totals");
  return (
    <dl className="space-y-2.5">
      <Row name={t("garments")}>{formatMoney(totals.subtotal)}</Row>
      <Row name={t("delivery")}>
        {totals.shipping.amount === 0 ? t("included") : formatMoney(totals.shipping)}
      </Row>
      <div className="flex items-baseline justify-between gap-4 border-t border-line pt-4">
        <dt className="font-semibold">{t("total")}</dt>
        <dd>
          <Price money={totals.total} className="text-2xl" />
        </dd>
      </div>
      <div className="flex justify-between gap-4 text-sm text-fog">
        <dt>{t("gst")}</dt>
        <dd className="tabular-nums">{formatMoney(totals.gst.amount)}</dd>
      </div>
    </dl>
  );
}

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex justify-between gap-4">
      <dt className="text-fog">{name}</dt>
      <dd className="tabular-nums">{children}</dd>
    </div>
  );
}
