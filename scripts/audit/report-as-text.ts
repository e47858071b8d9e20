import type { AuditReport } from "@flux/api/auditor/audit-books";

const mostSentences = 40;

/** A short table of what was compared, then every difference with what to do, what is under way, and the exceptions. */
export function reportAsText({
  ok,
  chainId,
  block,
  compared,
  differences,
  underWay,
  exceptions,
}: AuditReport): string {
  const of = (check: string) => {
    const count = differences.filter((difference) => difference.check === check).length;
    return count === 0 ? "agree" : `${count} differ`;
  };
  const money = (paise: number) => `₹${(paise / 100).toLocaleString("en-IN", { minimumFractionDigits: 2 })}`;
  const rows: [what: string, counts: string, result: string][] = [
    ["pieces", `${compared.orders} orders, ${compared.paidPieces} paid pieces`, of("pieces")],
    ["tokens", `${compared.tokens} tokens`, of("tokens")],
    ["batches", `${compared.batches} batches`, of("batches")],
    [
      "money",
      `${money(compared.capturedPaise)} captured, ${money(compared.refundedPaise)} sent back`,
      of("money"),
    ],
    [
      "indexer",
      compared.viewsAtBlock === null ? "no views yet" : `views at block ${compared.viewsAtBlock}`,
      compared.viewsAtBlock === null ? "not compared" : of("views"),
    ],
  ];
  const width = Math.max(...rows.map(([, counts]) => counts.length));
  const at = new Date(block.atSec * 1_000).toISOString();
  return [
    `The books against chain ${chainId} at block ${block.number} (${at})`,
    ...rows.map(([what, counts, result]) => `  ${what.padEnd(9)} ${counts.padEnd(width)}  ${result}`),
    ...list(
      "Differences",
      differences.map(({ kind, sentence }) => `${sentence} [${kind}]`),
    ),
    ...list(
      "Under way",
      underWay.map(({ subject, what, ageSec }) => `${subject}: ${what}${age(ageSec)}`),
    ),
    ...list(
      "Excepted",
      exceptions.map(({ token, reason, by, at }) => `${token}: ${reason} (${by}, ${at.slice(0, 10)})`),
    ),
    "",
    ok
      ? "Books and chain agree."
      : `${differences.length} differences. What to do: docs/runbooks/the-audit-found-a-difference.md`,
  ].join("\n");
}

function list(title: string, sentences: string[]): string[] {
  if (sentences.length === 0) return [];
  const left = sentences.length - mostSentences;
  return [
    "",
    title,
    ...sentences.slice(0, mostSentences).map((sentence) => `  - ${sentence}`),
    ...(left > 0 ? [`  … and ${left} more (--json has all)`] : []),
  ];
}

const age = (sec: number | null) => (sec === null ? "" : `, for ${Math.round(sec)} s`);
