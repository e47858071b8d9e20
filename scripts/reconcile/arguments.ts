import { parseArgs } from "node:util";

export const usage = `./flux reconcile [--dry-run] [--json]
  --dry-run  say what would be found, and change nothing
  --json     print one object`;

/** What was asked for; null when it can't be read. */
export function readArguments(args: string[]): { dryRun: boolean; json: boolean } | null {
  try {
    const { values } = parseArgs({
      args,
      options: { "dry-run": { type: "boolean" }, json: { type: "boolean" } },
    });
    return { dryRun: values["dry-run"] ?? false, json: values.json ?? false };
  } catch {
    return null;
  }
}
