import { isDeepStrictEqual } from "node:util";
import { createProduct, type NewProduct } from "@flux/api/products/create-product";
import { findProduct } from "@flux/api/products/queries";
import { replaceImages } from "@flux/api/products/replace-images";
import { pictures } from "@flux/pictures";
import type { Seed } from "./open-seed.ts";
import { runs, variantsOf } from "./pieces.ts";

const widths = [480, 800, 1200];

/** The catalogue's products. Those that are there keep their words and prices, and get pictures drawn since. */
export async function addProducts({ db, log, say }: Seed) {
  for (const { product } of runs) {
    const { sizes: _, colors: __, cap: ___, ...words } = product;
    const images = imagesOf(words.slug);
    const there = await findProduct(db, words.slug);
    if (!there) {
      const variants = variantsOf(product).map(({ share: _, ...variant }) => variant);
      await createProduct({ db, log }, { ...words, variants, images, actor: "system" });
    } else if (!isDeepStrictEqual(there.images, images))
      await replaceImages({ db }, { productId: there.id, images });
  }
  say(`${runs.length} products`);
}

/** The views that are drawn, with the words of the one who drew them. The web server hands the files out. */
function imagesOf(slug: string): NewProduct["images"] {
  return Object.entries(pictures[slug] ?? {}).map(([view, { alt, placeholder }]) => ({
    view: view as NewProduct["images"][number]["view"],
    ...{ alt, placeholder },
    sources: widths.map((width) => ({ src: `/products/${slug}-${view}-${width}.webp`, width })),
  }));
}
