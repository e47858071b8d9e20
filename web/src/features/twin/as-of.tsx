import type { Messages } from "next-intl";
import { fill } from "@/messages/fill.tsx";
import { Time } from "@/ui/time.tsx";
import type { Twin } from "./queries.ts";

/** From when it is what the page shows, where that is not now. Nothing when it is. */
export function AsOf({ twin, words }: { twin: Twin; words: Messages["twin"]["live"]["asOf"] }) {
  const { late, at, block } = twin.asOf;
  if (!late && twin.toldBy === "views") return null;
  const time = <Time iso={at} />;
  const sentence = late ? words.late : twin.toldBy === "chain" ? words.chain : words.receipt;
  return (
    <p className="text-sm text-fog" data-testid="as-of">
      {fill(sentence, { time, block })}
    </p>
  );
}
