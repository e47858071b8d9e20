import Link from "next/link";
import { batchLabel } from "@/features/catalogue/words.ts";
import { Edition } from "@/ui/edition.tsx";
import { ProductPicture } from "@/ui/product-picture.tsx";
import { TwinBadge } from "./live-twins.tsx";
import type { TwinSummary } from "./queries.ts";

/** A piece somebody holds: its number is louder than its name. */
export function TwinCard({ twin, sizes }: { twin: TwinSummary; sizes: string }) {
  const { product } = twin;
  return (
    <article className="group relative">
      <div className="cut-[28px] relative overflow-hidden border border-line bg-panel transition-colors duration-[220ms] group-hover:border-line-strong">
        <ProductPicture
          slug={product.slug}
          alt=""
          sizes={sizes}
          className="block aspect-4/5 h-auto w-full object-cover transition-[filter] duration-[320ms] group-hover:brightness-125"
        />
        <p className="absolute inset-x-0 bottom-0 bg-linear-to-t from-void to-transparent px-5 pt-16 pb-4 text-4xl">
          <Edition serial={twin.serial} cap={twin.cap} />
        </p>
        <div className="absolute top-3 left-3">
          <TwinBadge tokenId={twin.tokenId} />
        </div>
      </div>
      <h2 className="mt-4 text-h3 font-bold">
        <Link
          href={`/garments/${twin.tokenId}`}
          prefetch={false}
          className="outline-none after:absolute after:inset-0 focus-visible:after:outline-3 focus-visible:after:outline-offset-3 focus-visible:after:outline-acid"
        >
          {product.name}
        </Link>
      </h2>
      <p className="font-mono text-label text-fog">
        {batchLabel(twin.batch)} · {product.size} · {product.color}
      </p>
    </article>
  );
}
