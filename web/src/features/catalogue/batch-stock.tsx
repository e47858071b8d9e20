import { useTranslations } from "next-intl";
import { BatchLabel } from "./batch-label.tsx";

/** The batch as squares, one a garment: lit while it is in stock. */
export function BatchStock({ number, cap, left }: { number: number; cap: number; left: number }) {
  const t = useTranslations("catalogue.batchStock");
  const columns = cap <= 40 ? 16 : cap <= 120 ? 24 : 48;
  const rows = Math.ceil(cap / columns);
  const gone = cap - left;
  return (
    <figure>
      <figcaption className="mb-2 flex items-baseline justify-between gap-4 font-mono text-label">
        <span className="text-fog">
          <BatchLabel number={number} />
        </span>
        <span className={left === 0 ? "text-fog" : "text-acid"}>{t("left", { left, cap })}</span>
      </figcaption>
      <svg viewBox={`0 0 ${columns} ${rows}`} className="block w-full" aria-hidden="true">
        <defs>
          <pattern id="square" width="1" height="1" patternUnits="userSpaceOnUse">
            <rect x=".11" y=".11" width=".78" height=".78" fill="#fff" />
          </pattern>
          <mask id="squares">
            <rect width={columns} height={rows} fill="url(#square)" />
          </mask>
        </defs>
        <g mask="url(#squares)">
          <Squares count={cap} columns={columns} className="fill-[#6f8f2a]" />
          <Squares count={gone} columns={columns} className="fill-raised" />
        </g>
      </svg>
    </figure>
  );
}

/** The first `count` squares, row by row. */
function Squares({ count, columns, className }: { count: number; columns: number; className: string }) {
  const full = Math.floor(count / columns);
  return (
    <g className={className}>
      <rect width={columns} height={full} />
      <rect y={full} width={count % columns} height="1" />
    </g>
  );
}
