import { z } from "zod";

const port = (fallback: number, what: string) =>
  z.coerce.number().int().min(0).max(65_535).default(fallback).meta({ description: what });

/** What the supervisor itself reads, beside what it hands on. */
export const supervisorSettings = z.object({
  FLUX_HOME: z.string().default(".flux").meta({ description: "Where the embedded platform keeps its state" }),
  FLUX_NO_USERNS: z
    .string()
    .optional()
    .meta({ description: "1: as root, run PostgreSQL as nobody instead of in a user namespace" }),
  INDEXER_FROZEN_SEC: z.coerce.number().int().min(1).default(60).meta({
    description: "An indexer whose views stand still this long while the chain goes on is started again",
  }),
  INDEXER_START_FROZEN_SEC: z.coerce.number().int().min(1).default(120).meta({
    description: "An indexer that starts and for so long reads and writes nothing more is started again",
  }),
  WEB_PORT: port(3000, "Where the web server listens"),
  POSTGRES_PORT: port(5433, "Where the embedded PostgreSQL listens"),
  CHAIN_PORT: port(8545, "Where the embedded chain listens"),
});
