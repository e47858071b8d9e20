import { useTranslations } from "next-intl";
import type { Product } from "./queries.ts";
import { sizeTableOf } from "./size-table.ts";

/** What each size measures. */
export function SizeGuide({ product }: { product: Product }) {
  const t = useTranslations("catalogue.sizeGuide");
  const { measures, sizes } = sizeTableOf(product);
  if (sizes.length === 0) return null;
  return (
    <details className="mt-4">
      <summary className="inline-block py-2 text-sm underline decoration-line-strong underline-offset-4 hover:decoration-acid">
        {t("title")}
      </summary>
      <table className="mt-2 w-full border-collapse text-sm tabular-nums">
        <caption className="pb-2 text-left text-fog">{t("words")}</caption>
        <thead>
          <tr className="border-b border-line-strong text-left">
            <th scope="col" className="py-2 pr-3 font-semibold">
              {t("size")}
            </th>
            {measures.map((measure) => (
              <th key={measure} scope="col" className="py-2 pr-3 font-semibold">
                {t(`measure.${measure}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sizes.map(({ size, measured }) => (
            <tr key={size} className="border-b border-line">
              <th scope="row" className="py-2 pr-3 text-left font-semibold">
                {size}
              </th>
              {measured.map(({ cm, inches }, index) => (
                <td key={measures[index]} className="py-2 pr-3">
                  {t("cm", { cm })}{" "}
                  <span className="block text-fog sm:inline">{t("inches", { inches })}</span>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
