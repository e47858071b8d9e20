import { Hono } from "hono";
import { checkWorker, type Worker } from "./check-worker.ts";
import { createMetrics } from "./metrics.ts";

/**
 * GET /health: 503 when the worker stands still. GET /ready: also until every signer loop has come round once.
 * GET /metrics: the same in numbers, for Prometheus.
 */
export function createHealth(worker: Worker) {
  const metrics = createMetrics();
  return new Hono()
    .get("/metrics", async (c) =>
      c.text(await metrics.write(await checkWorker(worker)), 200, { "content-type": metrics.contentType }),
    )
    .get("/health", async (c) => {
      const report = await checkWorker(worker);
      return c.json(report, report.moving ? 200 : 503);
    })
    .get("/ready", async (c) => {
      const report = await checkWorker(worker);
      return c.json(report, report.ready ? 200 : 503);
    });
}
