/**
 * Draws the pictures of the shop: `node pictures/src/draw.ts [slug…|hero]`.
 * Without names it draws what has changed: a picture is drawn again only when the code that draws it is not the code
 * that drew it last (hashes in drawn.gen.json).
 */
import { hashOf, noteDrawn, readDrawn } from "./drawn.ts";
import { targets } from "./targets.ts";

const all = await targets();
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !all.some((target) => target.name === name));
if (unknown.length > 0) {
  console.error(`Nothing is called ${unknown.join(", ")}. There are: ${all.map((t) => t.name).join(", ")}.`);
  process.exit(1);
}
for (const { name, sources, draw } of all) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const hash = await hashOf(sources);
  if ((await readDrawn())[name] === hash && wanted.length === 0) {
    console.log(`${name}: unchanged`);
    continue;
  }
  const start = performance.now();
  await draw();
  await noteDrawn(name, hash);
  console.log(`${name}: drawn in ${((performance.now() - start) / 1000).toFixed(1)} s`);
}
