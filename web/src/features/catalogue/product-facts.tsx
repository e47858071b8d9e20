import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { formatMoney } from "@/ui/price.tsx";
import { formatDay } from "@/ui/time.tsx";
import { BatchLabel } from "./batch-label.tsx";
import type { Product } from "./queries.ts";

/** What it is made of, how to wash it, where the chip sits, what the price holds. */
export function ProductFacts({ product }: { product: Product }) {
  const t = useTranslations("catalogue.facts");
  const { details, gst, batches } = product;
  return (
    <div className="border-t border-line">
      <Fact title={t("cloth")} open>
        <p>{details.material}</p>
        <p className="mt-2">{details.fit}</p>
      </Fact>
      <Fact title={t("chip")}>
        <p>{details.chip}</p>
        <p className="mt-2">{t("chipWords")}</p>
      </Fact>
      <Fact title={t("care")}>
        <ul className="list-square space-y-1 pl-4">
          {details.care.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </Fact>
      {batches.length > 0 && (
        <Fact title={t("batches")}>
          <ul className="space-y-1 font-mono text-label">
            {batches.map(({ number, cap, left, vaultedAt }) => (
              <li key={number}>
                <BatchLabel number={number} /> ·{" "}
                {vaultedAt ? t("vaulted", { cap, day: formatDay(vaultedAt) }) : t("open", { cap, left })}
              </li>
            ))}
          </ul>
        </Fact>
      )}
      <Fact title={t("price")}>
        <p>{t("priceWords", { rate: gst.ratePercent, gst: formatMoney(gst.amount) })}</p>
      </Fact>
    </div>
  );
}

function Fact({ title, open, children }: { title: string; open?: boolean; children: ReactNode }) {
  return (
    <details open={open} className="group border-b border-line">
      <summary className="flex items-center justify-between py-4 font-semibold transition-colors hover:text-acid">
        {title}
        <span aria-hidden className="font-mono text-xl leading-none text-fog group-open:rotate-45">
          +
        </span>
      </summary>
      <div className="max-w-(--container-text) pb-5 text-fog">{children}</div>
    </details>
  );
}
