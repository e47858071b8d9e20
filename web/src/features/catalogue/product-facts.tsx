import type { ReactNode } from "react";
import { formatMoney } from "@/ui/price.tsx";
import type { Product } from "./queries.ts";

/** What it is made of, how to wash it, where the chip sits, what the price holds. */
export function ProductFacts({ product }: { product: Product }) {
  const { details, gst } = product;
  return (
    <div className="border-t border-line">
      <Fact title="Cloth and cut" open>
        <p>{details.material}</p>
        <p className="mt-2">{details.fit}</p>
      </Fact>
      <Fact title="Where the chip sits">
        <p>{details.chip}</p>
        <p className="mt-2">
          Hold a phone to it: it opens a page that says whether the piece is real, and whose.
        </p>
      </Fact>
      <Fact title="Care">
        <ul className="list-square space-y-1 pl-4">
          {details.care.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </Fact>
      <Fact title="Price and delivery">
        <p>
          The price holds everything: GST ({gst.ratePercent}%, {formatMoney(gst.amount)}), delivery in India,
          and the twin, network fee included.
        </p>
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
