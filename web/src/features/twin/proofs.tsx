import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Twin } from "./queries.ts";

/** Everything a stranger needs to check the twin without us, folded away. */
export function Proofs({ twin }: { twin: Twin }) {
  const t = useTranslations("twin.proofs");
  const rows: [name: string, value: string | number | null][] = [
    [t("contract"), twin.contract.address],
    [t("chain"), twin.contract.chainId],
    [t("token"), twin.tokenId],
    [t("owner"), twin.owner],
    [t("tagHash"), twin.tagHash],
    [t("metadata"), twin.metadataUri],
    [t("mint"), twin.mint?.hash ?? null],
    [t("mintBlock"), twin.mint?.block ?? null],
    [t("asOf"), twin.asOf?.block ?? null],
  ];
  return (
    <details className="group border-y border-line">
      <summary className="flex items-center justify-between py-4 font-semibold transition-colors hover:text-acid">
        {t("title")}
        <span aria-hidden className="font-mono text-xl leading-none text-fog group-open:rotate-45">
          +
        </span>
      </summary>
      <p className="max-w-(--container-text) text-fog">{t.rich("words", { code })}</p>
      <dl className="mt-4 mb-6 grid gap-x-6 gap-y-1 text-sm sm:grid-cols-[auto_1fr]">
        {rows.map(
          ([name, value]) =>
            value !== null && (
              <div key={name} className="contents">
                <dt className="mt-2 text-fog sm:mt-0">{name}</dt>
                <dd className="font-mono text-[0.875em] break-all">{value}</dd>
              </div>
            ),
        )}
      </dl>
    </details>
  );
}

const code = (call: ReactNode) => <code className="font-mono text-[0.9em]">{call}</code>;
