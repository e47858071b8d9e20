import { findProducts } from "@/features/catalogue/queries.ts";
import { Chip } from "@/features/home/chip.tsx";
import { Featured } from "@/features/home/featured.tsx";
import { Hero } from "@/features/home/hero.tsx";
import { NeonNoir } from "@/features/home/neon-noir.tsx";
import { Story } from "@/features/home/story.tsx";

export default async function HomePage() {
  const products = await findProducts({});
  const batches = products.flatMap((product) => product.batch ?? []);
  return (
    <>
      <Hero
        picture={products[0]?.images[0]}
        products={products.length}
        made={batches.reduce((sum, batch) => sum + batch.cap, 0)}
        left={batches.reduce((sum, batch) => sum + batch.left, 0)}
      />
      <Featured products={products.slice(0, 6)} />
      <NeonNoir products={products.filter((product) => product.collection === "NEON NOIR")} />
      <Story />
      <Chip />
    </>
  );
}
