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
    ready: z.boolean().openapi({ description: "This process can serve: the database answers." }),
    degraded: z
      .array(z.object({ part: z.enum(["database", "chain", "indexer", "jobs"]), reason: z.string() }))
      .openapi({ description: "Every part whose check is not ok, and what that means." }),
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
    summary: "This process can serve, and what it leans on that does not work",
    description:
      "Only the database decides. The rest is told as degraded: the chain, the indexer when it is more than 30 blocks behind the chain's own head, the jobs when the oldest due one waits for more than 60 seconds. A null is an answer that did not come within 2 seconds.",
    responses: {
      200: { description: "Ready; `degraded` says what does not work all the same", content },
      503: { description: "The database does not answer", content },
    },
  }),
  async (c) => {
    const readiness = await checkReadiness(c.var.deps);
    return c.json(readiness, readiness.ready ? 200 : 503);
  },
);
