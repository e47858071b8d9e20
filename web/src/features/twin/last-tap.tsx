import { fill } from "@/messages/fill.tsx";
import { Time } from "@/ui/time.tsx";

export function LastTap({ at, words }: { at: string; words: string }) {
  return <p className="text-sm text-fog">{fill(words, { time: <Time iso={at} /> })}</p>;
}
