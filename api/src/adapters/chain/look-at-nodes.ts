import { answerInTime } from "../../answer-in-time.ts";
import { quorumSize } from "./ask-witnesses.ts";
import { smallest } from "./fees.ts";
import type { Head, Witness } from "./witness.ts";

/** How one node of RPC_URL is. */
export type NodeReport = {
  /** Its host; the rest of its URL may be a key. The second of one host is "host (2)". */
  name: string;
  /** Its newest block; null when it does not answer. */
  block: number | null;
  headAgeSec: number | null;
  /** Why it is no witness of a right now; null when it is one. */
  trouble: string | null;
};

/** `nodes` in the order of RPC_URL; `head` is the newest that one without trouble tells, else the newest that any does. */
export type ChainReport = { nodes: NodeReport[]; head: Head | null };

/** What each URL's node is called: its host, and which of several at that host. */
export function nameNodes(urls: string[]): string[] {
  const hosts = urls.map((url) => new URL(url).host);
  return hosts.map((host, at) => {
    const nth = hosts.slice(0, at + 1).filter((other) => other === host).length;
    return nth > 1 ? `${host} (${nth})` : host;
  });
}

/** A node, and what it is called before people. */
export type NamedWitness = { name: string; witness: Witness };
type Seen = { name: string; witness: Witness; head: Head | null };

/** Asks each node by itself how it is: one that is down must not hide how the others are. Never fails. */
export async function lookAtNodes(witnesses: NamedWitness[]): Promise<ChainReport> {
  const seen = await Promise.all(
    witnesses.map(async ({ name, witness }): Promise<Seen> => {
      const looked = await answerInTime(witness.look());
      return { name, witness, head: looked.ok ? looked.value : null };
    }),
  );
  const dissent = await findDissent(seen);
  const nodes = seen.map(({ name, head }): NodeReport => {
    const block = head && Number(head.number);
    return {
      name,
      block,
      headAgeSec: head?.ageSec ?? null,
      trouble: troubleOf(head, dissent.get(name) ?? null),
    };
  });
  const told = seen.flatMap(({ head }, at) => (head ? [{ head, well: nodes[at]?.trouble === null }] : []));
  const well = told.filter((each) => each.well);
  const heads = (well.length > 0 ? well : told).map(({ head }) => head);
  return { nodes, head: heads.sort((a, b) => Number(b.number - a.number))[0] ?? null };
}

function troubleOf(head: Head | null, dissent: string | null): string | null {
  if (!head) return "does not answer";
  if (head.isOld) return `stands still: its newest block is ${head.ageSec} s old`;
  return dissent;
}

/**
 * What is to be said of those whose block differs, by name, at the newest height that all have who follow their chain. With
 * more than half on one side the others are named, else all: then nobody knows who is right.
 */
async function findDissent(seen: Seen[]): Promise<Map<string, string>> {
  const following = seen.flatMap(({ name, witness, head }) =>
    head && !head.isOld ? [{ name, witness, number: head.number }] : [],
  );
  const [first, ...rest] = following.map(({ number }) => number);
  if (first === undefined) return new Map();
  const blockNumber = smallest(first, ...rest);
  const told = await Promise.all(
    following.map(async ({ name, witness }) => {
      const block = await answerInTime(witness.client.getBlock({ blockNumber }));
      return block.ok ? [{ name, hash: block.value.hash }] : [];
    }),
  );
  const sides = [...Map.groupBy(told.flat(), ({ hash }) => hash).values()];
  const isMost = (side: unknown[]) => side.length * 2 > told.flat().length;
  const than = sides.some(isMost) ? "most" : "the others";
  const dissenters = sides.filter((side) => !isMost(side)).flat();
  return new Map(dissenters.map(({ name }) => [name, `tells another block ${blockNumber} than ${than}`]));
}

/** What a chain in trouble means, a sentence for each node, for people. */
export function complaintsOf({ nodes }: ChainReport): string[] {
  const bad = nodes.filter(({ trouble }) => trouble !== null);
  if (bad.length === nodes.length && bad.every(({ block }) => block === null))
    return ["RPC_URL does not answer: mints and sends wait, and what is read from the chain itself fails."];
  const open = nodes.length - bad.length >= Math.min(quorumSize, nodes.length);
  const means = open ? "the others are asked" : "nobody is let in where a right depends on the chain";
  return bad.map(({ name, trouble }) => `${name} ${trouble}: ${means}.`);
}
