import { pgSchema } from "drizzle-orm/pg-core";

/** The API's own Postgres schema. What the chain owns stands in `chain` (see chain.ts). */
export const flux = pgSchema("flux");
