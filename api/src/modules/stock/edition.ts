/** A piece's place in its edition, as people read it: "017/250". */
export function editionOf({ serial, cap }: { serial: number; cap: number }): string {
  return `${String(serial).padStart(String(cap).length, "0")}/${cap}`;
}
