const rounds = 3;

type Load = { acts: number; atOnce: number };

/** How often a second `act` is done, so many at once. */
export async function perSecond(
  { acts, atOnce }: Load,
  act: (at: number) => Promise<unknown>,
): Promise<number> {
  let next = 0;
  const startedMs = performance.now();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (next < acts) await act(next++);
    }),
  );
  return (acts * 1_000) / (performance.now() - startedMs);
}

type Pair = { ours(at: number): Promise<unknown>; bare(at: number): Promise<unknown> };

/** Ours beside its floor, in turn, three times each: the medians a second, and what share of the floor ours reaches. */
export async function besideFloor(load: Load, { ours, bare }: Pair) {
  const seen = { ours: [] as number[], bare: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    seen.bare.push(await perSecond(load, bare));
    seen.ours.push(await perSecond(load, ours));
  }
  const [value, floor] = [median(seen.ours), median(seen.bare)];
  return { value: Math.round(value), floor: Math.round(floor), ratio: Number((value / floor).toFixed(3)) };
}

export const median = (values: number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
