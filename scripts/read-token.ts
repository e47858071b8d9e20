import { tokenIdOf } from "@flux/contracts";

/** A token as people name it: "1-7", as it stands on the label, or its id. Null for what no garment has. */
export function readToken(text: string): bigint | null {
  const [, batch, serial] = /^(\d{1,10})-(\d{1,6})$/.exec(text) ?? [];
  try {
    if (batch && serial) return tokenIdOf(Number(batch), Number(serial));
    return /^\d{7,16}$/.test(text) ? BigInt(text) : null;
  } catch {
    return null;
  }
}
