import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Schemas } from "@/api.ts";
import { formatMoney, Price } from "@/ui/price.tsx";

/**
 * What it costs. Tax is inside the total and said once, by whose it is where that is known. `delivery`: what it depends on, of a
 * cart.
 */
export function Totals({
  totals,
  delivery,
}: {
  totals: Schemas["Totals"];
  delivery?: Schemas["Cart"]["delivery"];
}) {
  const t = useTranslations("cart.totals");
  return (
    <dl className="space-y-2.5">
      <Row name={t("garments")}>{formatMoney(totals.subtotal)}</Row>
      <Row name={t("delivery")}>
        {totals.shipping.amount === 0
          ? t("free")
          : delivery?.exact === false
            ? t("from", { least: formatMoney(totals.shipping) })
            : formatMoney(totals.shipping)}
      </Row>
      {delivery && totals.shipping.amount > 0 && (
        <p className="text-sm text-fog">{t("freeFrom", { sum: formatMoney(delivery.freeFrom) })}</p>
      )}
      <div className="flex items-baseline justify-between gap-4 border-t border-line pt-4">
        <dt className="font-semibold">{t("total")}</dt>
        <dd>
          <Price money={totals.total} className="text-2xl" />
        </dd>
      </div>
      {taxesOf(totals.gst).map(([name, money]) => (
        <div key={name} className="flex justify-between gap-4 text-sm text-fog">
          <dt>{t(`tax.${name}`)}</dt>
          <dd className="tabular-nums">{formatMoney(money)}</dd>
        </div>
      ))}
    </dl>
  );
}

/** GST in one sum until it is known where the pieces go; then CGST and SGST, or IGST. */
function taxesOf({ amount, split }: Schemas["Totals"]["gst"]) {
  if (!split) return [["gst", amount]] as const;
  if (split.cgst.amount + split.sgst.amount === 0) return [["igst", split.igst]] as const;
  return [
    ["cgst", split.cgst],
    ["sgst", split.sgst],
  ] as const;
}

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex justify-between gap-4">
      <dt className="text-fog">{name}</dt>
      <dd className="tabular-nums">{children}</dd>
    </div>
  );
}
