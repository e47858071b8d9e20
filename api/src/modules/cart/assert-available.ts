import { cartErrors } from "./errors.ts";
import { cartLimits } from "./limits.ts";

type Choice = { name: string; size: string; color: string; left: number };

/** How people name a line: "Glitch Hoodie (Graphite, M)". */
export function lineName({ name, size, color }: Omit<Choice, "left">) {
  return `${name} (${color}, ${size})`;
}

/** Refuses a quantity that nobody could order now. */
export function assertAvailable(choice: Choice, wanted: number) {
  const { left } = choice;
  if (wanted > cartLimits.perItem) throw cartErrors.too_many_of_one({ limit: cartLimits.perItem });
  if (left === 0) throw cartErrors.sold_out({ what: lineName(choice) });
  if (wanted > left) throw cartErrors.not_enough_left({ left, what: lineName(choice) });
}
