import type { Messages } from "next-intl";
import { fill } from "@/messages/fill.tsx";
import { Time } from "@/ui/time.tsx";
import type { Twin } from "./queries.ts";

type Told = Pick<Twin, "asOf"> & Partial<Pick<Twin, "toldBy">>;

/** From when it is what the page shows, where that is not now. Nothing when it is. */
export function AsOf({ told, words }: { told: Told; words: Messages["twin"]["live"]["asOf"] }) {
  const { asOf, toldBy = "views" } = told;
  const { late, at, block } = asOf;
  if (!late && toldBy === "views") return null;
  return (
    <p className="text-sm text-fog" data-testid="as-of">
      {late
        ? fill(words.late, { time: <Time iso={at} />, block })
        : toldBy === "chain"
          ? fill(words.chain, { block })
          : words.receipt}
    </p>
  );
}
