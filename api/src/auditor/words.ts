import { idsPerBatch } from "@flux/contracts";

/** A token as it stands on the garment's label: "1-7". */
export function nameOf(tokenId: bigint): string {
  return `${tokenId / BigInt(idsPerBatch)}-${tokenId % BigInt(idsPerBatch)}`;
}

/** "40 s", "12 min", "5 h", "3 days". */
export function ago(sec: number): string {
  if (sec < 120) return `${Math.max(0, Math.round(sec))} s`;
  if (sec < 7_200) return `${Math.round(sec / 60)} min`;
  return sec < 172_800 ? `${Math.round(sec / 3_600)} h` : `${Math.round(sec / 86_400)} days`;
}
