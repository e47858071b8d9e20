"use client";

import type { Messages } from "next-intl";
import type { ReactNode } from "react";
import { signInPath } from "@/features/account/next-path.ts";
import { fill } from "@/messages/fill.tsx";
import { Hash } from "@/ui/hash.tsx";
import { LiveNote } from "@/ui/live-note.tsx";
import { Time } from "@/ui/time.tsx";
import { useLive } from "@/ui/use-live.ts";
import type { Departure } from "./queries.ts";

type Words = { words: Messages["account"]["leaving"] };
type Shown = { name: string; picture: ReactNode };

const isThere = ({ state }: Departure) => state === "mined" || state === "final";
const isOver = ({ state }: Departure) => state === "final" || state === "failed" || state === "parked";

/** How far each garment is that was sent out of custody. `shown`: what each token id looks like. */
export function LiveDepartures({
  initial,
  shown,
  words,
  note,
}: Words & {
  initial: Departure[];
  shown: Record<string, Shown>;
  note: Messages["site"]["liveNote"];
}) {
  const { value, trouble } = useLive({ url: "/account/leave/live", initial, isMoving: isUnderWay });
  const arrived = value.filter(isThere).length;
  return (
    <section aria-labelledby="leaving">
      <h2 id="leaving" className="text-h3 font-bold">
        {value.some((departure) => !isOver(departure) && !isThere(departure)) ? words.title : words.titleLeft}
      </h2>
      <p className="mt-2 text-fog" data-testid="leaving-count" role="status">
        {arrived === value.length ? words.done : fill(words.count, { arrived, all: value.length })}
      </p>
      <LiveNote trouble={trouble} signIn={signInPath("/account/leave")} words={note} />
      <ul className="mt-5">
        {value.map((departure) => {
          const { id, tokenId, state, to, hash } = departure;
          const { name, picture } = shown[tokenId] ?? {};
          return (
            <li
              key={id}
              data-testid="departure"
              data-state={state}
              className="flex items-center gap-4 border-t border-line py-3 first:border-0"
            >
              {picture}
              <div className="min-w-0">
                <a href={`/garments/${tokenId}`} className="font-semibold underline-offset-4 hover:underline">
                  {name ?? `#${tokenId}`}
                </a>
                <p className="flex items-center gap-2.5 text-sm">
                  <span aria-hidden className={`size-2.5 shrink-0 ${colourOf(departure)}`} />
                  <Saying departure={departure} words={words} />
                </p>
                <p className="text-sm text-fog">
                  {words.to} <Hash value={to} /> {hash && <Hash value={hash} className="ml-2" />}
                </p>
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Saying({ departure, words }: Words & { departure: Departure }) {
  const { state, leavesAt, failure } = departure;
  if (state === "waiting")
    return <span>{fill(words.waiting, { time: leavesAt && <Time iso={leavesAt} /> })}</span>;
  if (state === "failed" || state === "parked")
    return <span>{fill(words.failed, { reason: failure ?? words.noReason })}</span>;
  if (state === "final") return words.final;
  if (state === "mined") return words.arrived;
  return state === "queued" ? words.queued : words.sent;
}

function colourOf(departure: Departure): string {
  if (isThere(departure)) return "bg-acid";
  if (isOver(departure)) return "bg-red";
  return departure.state === "waiting" ? "bg-amber" : "bg-cyan";
}

function isUnderWay(departures: Departure[]): boolean {
  return departures.some((departure) => !isOver(departure) && departure.state !== "waiting");
}
