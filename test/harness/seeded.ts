import { createHash } from "node:crypto";

export type Chance = ReturnType<typeof seeded>;

/** Chance that is the same for the same seed: what failed once fails again. */
export function seeded(seed: string) {
  let drawn = 0;
  const draw = () => createHash("sha256").update(`${seed} ${drawn++}`).digest().readUInt32BE();
  return {
    /** A whole number, both ends included. */
    between: (least: number, most: number) => least + (draw() % (most - least + 1)),
    /** Whether it happens, one time in `n`. */
    oneIn: (n: number) => draw() % n === 0,
  };
}
