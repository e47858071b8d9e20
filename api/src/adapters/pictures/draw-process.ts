// A process that draws pictures anew, one after the other, for who started it: draw-in-processes.ts.
import { drawAnew } from "./draw-anew.ts";
import type { PictureRules, Sent } from "./pictures.ts";

process.on("message", async ({ sent, rules }: { sent: Sent; rules: PictureRules }) => {
  process.send?.(await drawAnew(sent, rules));
});
// It ends with who started it, however that ended; a signal to all of a terminal's processes is not for it.
process.once("disconnect", () => process.exit(0));
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => {});
