import { Piscina } from "piscina";
import { httpErrors } from "../../errors.ts";
import type { Paper } from "./draw-paper.ts";

/** A drawing takes 30 to 70 ms of a processor, and its fonts 70 MB: a thread of its own has them, and ends when nobody prints. */
const press = new Piscina<Paper, Uint8Array>({
  filename: new URL("./draw-paper.ts", import.meta.url).href,
  name: "drawPaper",
  ...{ minThreads: 0, maxThreads: 1, idleTimeout: 30_000, maxQueue: 100 },
});

/** The PDF of an invoice or a credit note. Throws `unavailable` while a hundred others wait for theirs. */
export async function printPaper(paper: Paper): Promise<Uint8Array<ArrayBuffer>> {
  if (press.queueSize >= press.options.maxQueue) throw httpErrors.unavailable();
  return new Uint8Array(await press.run(paper));
}
