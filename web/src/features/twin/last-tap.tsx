import type { Messages } from "next-intl";
import { fill } from "@/messages/fill.tsx";
import { Time } from "@/ui/time.tsx";

export function LastTap({ at, words }: { at: string; words: Messages["twin"]["live"] }) {
  return <p className="text-sm text-fog">{fill(words.lastTap, { time: <Time iso={at} /> })}</p>;
}
