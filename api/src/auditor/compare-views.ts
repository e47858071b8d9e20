import type { Findings } from "./findings.ts";
import type { ChainFacts } from "./fold-events.ts";
import type { Limits } from "./limits.ts";
import type { Views } from "./read-views.ts";
import { ago, nameOf } from "./words.ts";

type CompareViews = {
  views: Views;
  /** The chain at the very block that the views stand at; null when this node is not so far. */
  chain: ChainFacts | null;
  /** The time of the chain's newest block, Unix seconds. */
  headAtSec: number;
  limits: Limits;
};

const cure =
  "pages show it wrongly. Stop the indexer, drop its schemas and start it: it reads the chain anew.";

/** The indexer shows what the chain said at its block. Wrong views deceive pages; books and chain may agree all the same. */
export function compareViews({ views, chain, headAtSec, limits }: CompareViews, findings: Findings) {
  const { block, blockAtSec } = views.progress;
  const lagSec = headAtSec - blockAtSec;
  if (Math.abs(lagSec) > limits.ownSec) {
    const where = lagSec > 0 ? `${ago(lagSec)} behind` : `${ago(-lagSec)} ahead of`;
    findings.differ(
      "views_behind",
      "views",
      `The views stand at block ${block}, ${where} the chain that was asked: see ./flux logs indexer, or whether the RPC stands still.`,
    );
  }
  if (!chain) {
    findings.goesOn(
      "views",
      "views",
      `the RPC has not seen block ${block} yet, where the views stand`,
      -lagSec,
    );
    return;
  }
  compareEach("token", chain.tokens, new Map(views.tokens.map((row) => [row.tokenId, row])), nameOf, {
    owner: [({ owner }) => owner, (row) => row.owner],
    "tag hash": [({ tagHash }) => tagHash, (row) => row.tagHash],
    "order reference": [({ orderRef }) => orderRef, (row) => row.orderRef],
    "count of moves": [({ moves }) => moves.length, (row) => row.moves],
  });
  compareEach("batch", chain.batches, new Map(views.batches.map((row) => [row.batchId, row])), String, {
    cap: [({ cap }) => cap, (row) => row.cap],
    "count of mints": [({ minted }) => minted, (row) => row.minted],
    vault: [({ vaulted }) => vaulted, (row) => row.vaulted],
  });
  compareEach("tag", chain.tags, new Map(views.tags.map((row) => [row.tagHash, row])), String, {
    token: [({ tokenId }) => tokenId, (row) => row.tokenId],
    retirement: [({ retired }) => retired, (row) => row.retired],
  });

  /** One difference a thing: the first of its fields that differs. */
  function compareEach<Key, Fact, Row>(
    what: string,
    facts: Map<Key, Fact>,
    rows: Map<Key, Row>,
    name: (key: Key) => string,
    fields: Record<string, [(fact: Fact) => unknown, (row: Row) => unknown]>,
  ) {
    for (const [key, fact] of facts) {
      const subject = `${what} ${name(key)}`;
      const row = rows.get(key);
      if (!row) {
        findings.differ(
          "view_differs",
          subject,
          `The views leave out ${subject}, which was there at block ${block}: ${cure}`,
        );
        continue;
      }
      const wrong = Object.entries(fields).find(([, [ofChain, ofView]]) => ofChain(fact) !== ofView(row));
      if (!wrong) continue;
      const [field, [ofChain, ofView]] = wrong;
      findings.differ(
        "view_differs",
        subject,
        `The views give ${subject} the ${field} ${ofView(row)}, and the chain ${ofChain(fact)} at block ${block}: ${cure}`,
      );
    }
    for (const key of rows.keys())
      if (!facts.has(key))
        findings.differ(
          "view_differs",
          `${what} ${name(key)}`,
          `The views show ${what} ${name(key)}, which the chain did not know at block ${block}: ${cure}`,
        );
  }
}
