import type { ActName } from "./acts.ts";

/** What one act costs, beside its floor (`ratio` = value ÷ floor) and beside others' contracts, by name. */
export type Price = {
  act: ActName;
  value: number;
  unit: "gas";
  floor: number;
  ratio: number;
  peers: Record<string, number>;
};
