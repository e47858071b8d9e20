export type Row = {
  act: string;
  value: number;
  unit: string;
  floor?: number;
  ratio?: number;
  p99Ms?: number;
  peers: Record<string, number>;
};

/** A line an act; with `--json` one object. */
export function printRows(bench: string, rows: Row[], args: string[]) {
  if (args.includes("--json")) return console.log(JSON.stringify({ bench, rows }));
  for (const { act, value, unit, floor, ratio, p99Ms } of rows)
    console.log(
      [
        `${act.padEnd(28)}${String(value).padStart(8)} ${unit}`,
        ...(floor === undefined ? [] : [`floor ${floor}  ratio ${ratio}`]),
        ...(p99Ms === undefined ? [] : [`p99 ${p99Ms} ms`]),
      ].join("  "),
    );
}
