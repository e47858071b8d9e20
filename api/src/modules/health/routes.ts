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
const ageSec = z.number().int().nullable();
const readinessSchema = z
  .object({
    ready: z.boolean().openapi({ description: "This process can serve: the database answers." }),
    degraded: z
      .array(z.object({ part: z.enum(["database", "chain", "indexer", "jobs"]), reason: z.string() }))
      .openapi({ description: "Every part whose check is not ok, and what that means." }),
    checks: z.object({
      database: z.object({ ok }),
      chain: z.object({
        ok,
        block: blockNumber,
        headAgeSec: ageSec,
        nodes: z
          .array(z.object({ name: z.string(), ok, block: blockNumber, headAgeSec: ageSec }))
          .openapi({ description: "Those of RPC_URL, by their hosts, in its order." }),
      }),
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
    summary: "This process can serve, and what it leans on that does not work",
    description:
      "Only the database decides. The rest is told as degraded: each node of the chain that is silent, whose newest block is too old for a right to depend on it, or that tells another block than the others; the indexer when it is more than 30 blocks behind the chain's own head, the jobs when the oldest due one waits for more than 60 seconds. A null is an answer that did not come within 2 seconds.",
    answers: {
      200: ["Ready; `degraded` says what does not work all the same", readinessSchema],
      503: ["The database does not answer", readinessSchema],
    },
  }),
  async (c) => {
    const readiness = await checkReadiness(c.var.deps);
    return c.json(readiness, readiness.ready ? 200 : 503);
  },
);
