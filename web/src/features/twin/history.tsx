import type { Messages } from "next-intl";
import { Hash } from "@/ui/hash.tsx";
import { Time } from "@/ui/time.tsx";
import type { Twin } from "./queries.ts";

/** Where a garment has been, newest first. Each line can be checked on the chain. */
export function History({ twin, words }: { twin: Twin; words: Messages["twin"]["live"]["history"] }) {
  const moves = [...twin.history].reverse();
  return (
    <section>
      <h2 className="text-h2 font-bold">{words.title}</h2>
      <ol className="mt-5">
        {moves.map((move, index) => (
          <li
            key={`${move.hash}-${move.kind}`}
            className="relative grid grid-cols-[1.25rem_1fr] gap-x-4 pb-7"
          >
            {index < moves.length - 1 && (
              <span aria-hidden className="absolute top-5 bottom-0 left-[7px] w-0.5 bg-line" />
            )}
            <span
              aria-hidden
              className={`mt-1.5 size-4 ${index === 0 ? "bg-acid" : "border-2 border-line-strong"}`}
            />
            <div>
              <p className="font-semibold">{words[move.kind]}</p>
              <p className="text-sm text-fog">
                <Time iso={move.at} />
              </p>
              <details className="group mt-1 text-sm text-fog">
                <summary className="inline-block py-1 underline decoration-line-strong underline-offset-4 hover:text-ice">
                  {words.proof}
                </summary>
                <dl className="mt-1 grid grid-cols-[auto_1fr] gap-x-4">
                  {move.kind !== "mint" && (
                    <>
                      <dt>{words.from}</dt>
                      <dd>
                        <Hash value={move.from} />
                      </dd>
                    </>
                  )}
                  <dt>{words.to}</dt>
                  <dd>
                    <Hash value={move.to} />
                  </dd>
                  <dt>{words.block}</dt>
                  <dd className="font-mono">{move.block}</dd>
                  <dt>{words.transaction}</dt>
                  <dd className="font-mono text-[0.875em] break-all">{move.hash}</dd>
                </dl>
              </details>
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
