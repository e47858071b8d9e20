import { createRoute, z } from "@hono/zod-openapi";
import { createRouter } from "../../http/create-router.ts";
import { checkReadiness } from "./readiness.ts";

export const healthRoutes = createRouter();
const tags = ["Health"];

healthRoutes.openapi(
  createRoute({
    method: "get",
    path: "/health",
    tags,
    summary: "The process answers",
    responses: {
      200: {
        description: "It does.",
        content: { "application/json": { schema: z.object({ status: z.literal("ok") }) } },
      },
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
const content = { "application/json": { schema: readinessSchema } };

healthRoutes.openapi(
  createRoute({
    method: "get",
    path: "/ready",
    tags,
    summary: "Everything the API leans on works",
    description:
      "The indexer may be 30 blocks behind the chain's own head; the oldest due job may wait 60 seconds. A null is an answer that did not come within 2 seconds.",
    responses: {
      200: { description: "Ready", content },
      503: { description: "Some part is down or behind; `checks` says which", content },
    },
  }),
  async (c) => {
    const readiness = await checkReadiness(c.var.deps);
    return c.json(readiness, readiness.ready ? 200 : 503);
  },
);
