import type { ChildProcess } from "node:child_process";

/**
 * Ends a child with the process of the tests at the latest: what a failed `beforeAll` left behind would go on taking
 * the machine's time from the tests after it.
 */
export function endWithUs(child: ChildProcess): void {
  const end = () => child.kill("SIGKILL");
  process.once("exit", end);
  child.once("exit", () => process.off("exit", end));
}
