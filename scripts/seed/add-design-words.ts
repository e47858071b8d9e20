import { designs } from "../../api/src/modules/voting/tables.ts";
import { seedDesigns } from "./designs.ts";
import type { Seed } from "./open-seed.ts";

/** What the chain does not know of the designs: their words. */
export async function addDesignWords({ db }: Seed) {
  await db
    .insert(designs)
    .values(seedDesigns.map(({ id, title, description }) => ({ id, title, description })))
    .onConflictDoNothing();
}
