import type { Messages } from "next-intl";
import { fill } from "@/messages/fill.tsx";
import { Time } from "@/ui/time.tsx";
import type { Twin } from "./queries.ts";

/** From when it is what the page shows, where that is not now. Nothing when it is. */
export function AsOf({ twin, words }: { twin: Twin; words: Messages["twin"]["live"]["asOf"] }) {
  const { late, at, block } = twin.asOf;
  if (!late && twin.toldBy === "views") return null;
  return (
    <p className="text-sm text-fog" data-testid="as-of">
      {late
        ? fill(words.late, { time: <Time iso={at} />, block })
        : twin.toldBy === "chain"
          ? fill(words.chain, { block })
          : words.receipt}
    </p>
  );
}
