// Fills an empty FLUX: nine products, a batch of tagged garments each, their metadata, two designs and the demo logins.
//   node scripts/seed.ts
// Each step does only what is not there yet, so a run that was cut short is taken up where it stopped, and a chain that
// was reset gets its batches and designs back. Never in production.
// Its settings: seed/settings.ts.

import { addDemoPeople } from "./seed/add-demo-people.ts";
import { addDesignWords } from "./seed/add-design-words.ts";
import { addProducts } from "./seed/add-products.ts";
import { openBatches, openDesigns } from "./seed/open-on-chain.ts";
import { openSeed } from "./seed/open-seed.ts";
import { pinBatches } from "./seed/pin-batches.ts";
import { tagGarments } from "./seed/tag-garments.ts";

const seed = openSeed();
const startedMs = performance.now();

await addProducts(seed);
await tagGarments(seed);
await pinBatches(seed);
await addDesignWords(seed);
await openBatches(seed);
await openDesigns(seed);
await addDemoPeople(seed);

console.log(`FLUX is seeded (${((performance.now() - startedMs) / 1_000).toFixed(1)} s)`);
await seed.close();
