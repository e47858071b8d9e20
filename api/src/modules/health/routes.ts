import { z } from "@hono/zod-openapi";
import { createRouter } from "../../http/create-router.ts";
import { publicRoute } from "../../http/route.ts";
import { checkReadiness } from "./readiness.ts";

export const healthRoutes = createRouter();
const tag = "Health";

healthRoutes.openapi(
  publicRoute({
    id: "getHealth",
    method: "get",
    path: "/health",
    tag,
    summary: "The process answers",
    answers: {
      200: ["It does.", z.object({ status: z.literal("ok") })],
    },
  }),
  (c) => c.json({ status: "ok" } as const, 200),
);

const ok = z.boolean();
const blockNumber = z.number().int().nullable();
const readinessSchema = z
  .object({
    ready: z.boolean(),
    checks: z.object({
      database: z.object({ ok }),
      chain: z.object({ ok, block: blockNumber }),
      indexer: z.object({ ok, block: blockNumber, lagBlocks: blockNumber }),
      jobs: z.object({ ok, oldestDueSec: z.number().int().nullable() }),
    }),
  })
  .openapi("Readiness");

healthRoutes.openapi(
  publicRoute({
    id: "getReadiness",
    method: "get",
    path: "/ready",
    tag,
    summary: "Everything the API leans on works",
    description:
      "The indexer may be 30 blocks behind the chain's own head; the oldest due job may wait 60 seconds. A null is an answer that did not come within 2 seconds.",
    answers: {
      200: ["Ready", readinessSchema],
      503: ["Some part is down or behind; `checks` says which", readinessSchema],
    },
  }),
  async (c) => {
    const readiness = await checkReadiness(c.var.deps);
    return c.json(readiness, readiness.ready ? 200 : 503);
  },
);
