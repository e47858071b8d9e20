import type { Messages } from "next-intl";
import { fill } from "@/messages/fill.tsx";
import type { Twin } from "./queries.ts";

/** Everything a stranger needs to check the twin without us, folded away. */
export function Proofs({ twin, words }: { twin: Twin; words: Messages["twin"]["live"]["proofs"] }) {
  const rows: [name: string, value: string | number | null][] = [
    [words.contract, twin.contract.address],
    [words.chain, twin.contract.chainId],
    [words.token, twin.tokenId],
    [words.owner, twin.owner],
    [words.tagHash, twin.tagHash],
    [words.metadata, twin.metadataUri],
    [words.mint, twin.mint?.hash ?? null],
    [words.mintBlock, twin.mint?.block ?? null],
    [words.asOf, twin.asOf.block],
  ];
  return (
    <details className="group border-y border-line">
      <summary className="flex items-center justify-between py-4 font-semibold transition-colors hover:text-acid">
        {words.title}
        <span aria-hidden className="font-mono text-xl leading-none text-fog group-open:rotate-45">
          +
        </span>
      </summary>
      <p className="max-w-(--container-text) text-fog">
        {fill(words.words, {
          ownerOf: <code className="font-mono text-[0.9em]">ownerOf(token)</code>,
          tokenOfTag: <code className="font-mono text-[0.9em]">tokenOfTag(tag hash)</code>,
        })}
      </p>
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
