import { Writable } from "node:stream";
import { createLog } from "../src/log.ts";

/** A process's log of which every line is kept: as text, as it was written, and each as an object. */
export function keepLog() {
  let written = "";
  const to = new Writable({
    write(chunk, _, done) {
      written += chunk;
      done();
    },
  });
  return {
    log: createLog({ LOG_LEVEL: "info" }, to),
    text: () => written,
    lines: (): Record<string, unknown>[] =>
      written
        .split("\n")
        .filter(Boolean)
        .map((line) => JSON.parse(line)),
  };
}
