import type { Twin } from "./queries.ts";

/** Everything a stranger needs to check the twin without us, folded away. */
export function Proofs({ twin }: { twin: Twin }) {
  const rows: [name: string, value: string | number | null][] = [
    ["Contract", twin.contract.address],
    ["Chain", twin.contract.chainId],
    ["Token", twin.tokenId],
    ["Owner", twin.owner],
    ["Tag hash", twin.tagHash],
    ["Metadata", twin.metadataUri],
    ["Mint", twin.mint?.hash ?? null],
    ["Mint block", twin.mint?.block ?? null],
    ["Read up to block", twin.asOf?.block ?? null],
  ];
  return (
    <details className="group border-y border-line">
      <summary className="flex items-center justify-between py-4 font-semibold transition-colors hover:text-acid">
        Check it without us
        <span aria-hidden className="font-mono text-xl leading-none text-fog group-open:rotate-45">
          +
        </span>
      </summary>
      <p className="max-w-(--container-text) text-fog">
        Ask the contract yourself, with any node:{" "}
        <code className="font-mono text-[0.9em]">ownerOf(token)</code> says who holds it,{" "}
        <code className="font-mono text-[0.9em]">tokenOfTag(tag hash)</code> which piece the chip belongs to.
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
