import type { PublicClient } from "viem";
import { stringify } from "viem/utils";
import { AppError } from "../../errors.ts";
import { chainErrors } from "./errors.ts";
import type { Witness } from "./witness.ts";

/** A read of one node, at this block. It must give the same for the same facts. */
export type WitnessRead<T> = (client: PublicClient, blockNumber: bigint) => Promise<T>;
/** `block` is the one that says so. */
export type Testimony<T> = { answer: T; block: bigint };

/** So many nodes must say the same, where there are as many. */
export const quorumSize = 2;

/**
 * Asks the chain what a right depends on. One node's word counts where there is one; of several, two must say the same of
 * the same block. Whatever goes wrong lets nobody in: `chain_unreachable`, `chain_stands_still`, `chain_disagrees`.
 */
export async function askWitnesses<T>(witnesses: Witness[], read: WitnessRead<T>): Promise<Testimony<T>> {
  const quorum = Math.min(quorumSize, witnesses.length);
  const asked = witnesses.map((witness) => ({ witness, head: witness.freshHead() }));
  const failures: unknown[] = [];
  const known = await firstOf(
    asked.map(({ head }) => head),
    failures,
    (heads) => (heads.length === quorum ? heads : null),
  );
  if (!known) throw refusal(failures);
  // As far as both of the first two know.
  const block = known.reduce((lowest, head) => (head < lowest ? head : lowest));

  let answers = 0;
  const agreed = await firstOf(
    asked.map(async ({ witness, head }) => {
      if ((await head) < block) throw new Error("a node is behind the others");
      return read(witness.client, block);
    }),
    failures,
    (said) => {
      answers = said.length;
      const words = said.map((answer) => stringify(answer));
      const last = words.at(-1);
      return words.filter((each) => each === last).length === quorum ? { answer: said.at(-1) as T } : null;
    },
  );
  if (agreed) return { ...agreed, block };
  throw answers >= quorum ? chainErrors.chain_disagrees({ retryAfterSec: 2 }) : refusal(failures);
}

/**
 * What `judge` makes of the values so far, called after each that arrives, as soon as it makes something of them; null
 * when all have come and it did not. Why others did not come is added to `failures`.
 */
function firstOf<T, R>(
  promises: Promise<T>[],
  failures: unknown[],
  judge: (values: T[]) => R | null,
): Promise<R | null> {
  return new Promise((resolve) => {
    const values: T[] = [];
    let open = promises.length;
    const one = () => --open === 0 && resolve(null);
    for (const promise of promises)
      promise.then(
        (value) => {
          values.push(value);
          const made = judge(values);
          if (made !== null) resolve(made);
          one();
        },
        (reason) => {
          failures.push(reason);
          one();
        },
      );
  });
}

/** A node that stands still is told of first: who looks at it must know that the others being down is not all. */
function refusal(failures: unknown[]) {
  const still = failures.find((failure) => failure instanceof AppError);
  return still ?? chainErrors.chain_unreachable({ retryAfterSec: 2 }, failures[0]);
}
