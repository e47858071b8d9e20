import { expect, test } from "vitest";
import { readArguments } from "./arguments.ts";

test("reconcile takes whether to change anything, and how to tell", () => {
  expect(readArguments([])).toEqual({ dryRun: false, json: false });
  expect(readArguments(["--dry-run", "--json"])).toEqual({ dryRun: true, json: true });
  expect(readArguments(["--dryrun"])).toBeNull();
  expect(readArguments(["now"])).toBeNull();
});
