import type { WaitingMint } from "@flux/api/minter/list-waiting-mints";

/** A line a mint: its garment, its state, for how long, and the reason. */
export function mintsAsText(waiting: WaitingMint[]): string {
  if (waiting.length === 0) return "No mint is parked, and none is slow.";
  const rows = waiting.map(({ garment, state, ageSec, reason }) => [
    garment,
    state,
    ageOf(ageSec),
    reason ?? "no reason was given",
  ]);
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return [
    ...rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")),
    "",
    "What to do about each reason: docs/runbooks/parked-mints.md",
  ].join("\n");
}

function ageOf(sec: number): string {
  if (sec < 7_200) return `${Math.round(sec / 60)} min`;
  return sec < 172_800 ? `${Math.round(sec / 3_600)} h` : `${Math.round(sec / 86_400)} days`;
}
