/** What an act is known to cost at least and at most, in gas: a node's estimate outside of it is not believed. */
export type KnownGas = { least: bigint; most: bigint };

/** The gas to give a transaction: the estimate and a fifth, within what the act is known to cost (bench/gas.md). */
export function boundGas(estimate: bigint, { least, most }: KnownGas): bigint {
  const wanted = (estimate * 12n) / 10n;
  if (wanted < least) return least;
  return wanted > most ? most : wanted;
}

const transaction = 21_000n;

/** 104,000 for one alone, 74,000 each for fifty; a batch of its own for each garment costs about 10,000 more. */
export const gasOfMints = (count: number): KnownGas => ({
  least: transaction + BigInt(count) * 70_000n,
  most: transaction + BigInt(count) * 120_000n,
});

/** 60,000 to somebody who holds none. */
export const gasOfTransfer: KnownGas = { least: 50_000n, most: 160_000n };

/** 16,500 for a ballot of one garment; 45,000 more for each that is the first of its word. */
export const gasOfBallots = (ballots: number, garments: number): KnownGas => ({
  least: transaction + BigInt(ballots) * 10_000n,
  most: transaction + BigInt(ballots) * 30_000n + BigInt(garments) * 60_000n,
});

/** What `voteMany` lets a wallet contract burn: it may answer cheaply in an estimate and dearly when it counts. */
export const gasOfAWallet = 155_000n;
