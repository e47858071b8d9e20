import { publicId } from "../../http/public-id.ts";
import { stockErrors } from "../stock/errors.ts";
import { cartErrors } from "./errors.ts";
import { cartLimits } from "./limits.ts";

type Choice = {
  name: string;
  size: string;
  color: string;
  left: number;
  archived: boolean;
  /** How many of the edition this person may still take; null: as many as there are. */
  room: number | null;
};
type Wanted = {
  quantity: number;
  /** The unpaid order in which this person holds some of it already. */
  holding(): Promise<string | undefined>;
};

/** How people name a line: "Glitch Hoodie (Graphite, M)". */
export function lineName({ name, size, color }: Pick<Choice, "name" | "size" | "color">) {
  return `${name} (${color}, ${size})`;
}

/** Refuses a quantity that this person could not order now. */
export async function assertAvailable(choice: Choice, { quantity: wanted, holding }: Wanted) {
  const { left, room } = choice;
  const what = lineName(choice);
  if (choice.archived) throw cartErrors.not_for_sale({ what });
  if (wanted > cartLimits.perItem) throw cartErrors.too_many_of_one({ limit: cartLimits.perItem });
  if (wanted > left) {
    const held = await holding();
    if (held) throw stockErrors.held_by_you({ what, order: publicId("ord", held) });
  }
  if (left === 0) throw cartErrors.sold_out({ what });
  if (wanted > left) throw cartErrors.not_enough_left({ left, what });
  if (room !== null && wanted > room) throw cartErrors.person_has_enough({ room, what });
}
