// Fills an empty FLUX: nine products, a batch of tagged garments each, their metadata, two designs and the demo logins.
//   node scripts/seed.ts
// Each step does only what is not there yet, so a run that was cut short is taken up where it stopped, and a chain that
// was reset gets its batches and designs back. What it does are the API's use cases. Never in production.
// Its settings: seed/settings.ts.

import { openDesigns } from "@flux/api/voting/open-designs";
import { addDemoPeople } from "./seed/add-demo-people.ts";
import { addProducts } from "./seed/add-products.ts";
import { seedDesigns } from "./seed/designs.ts";
import { fillBatches } from "./seed/fill-batches.ts";
import { openSeed } from "./seed/open-seed.ts";
import { publishSeedCollection } from "./seed/publish-seed-collection.ts";

const seed = openSeed();
const startedMs = performance.now();

await addProducts(seed);
await fillBatches(seed);
await publishSeedCollection(seed);
const opened = await openDesigns(seed, seedDesigns);
if (opened.length > 0) seed.say(`${opened.length} designs opened for voting`);
await addDemoPeople(seed);

console.log(`FLUX is seeded (${((performance.now() - startedMs) / 1_000).toFixed(1)} s)`);
await seed.close();
