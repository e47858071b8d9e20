import type { Metadata } from "next";
import type { Page } from "@/app/page-props.ts";
import { batchLabel } from "@/features/catalogue/words.ts";
import { LiveTwin } from "@/features/twin/live-twin.tsx";
import { findTwin, findTwinView } from "@/features/twin/queries.ts";
import { Badge } from "@/ui/badge.tsx";
import { Edition, formatEdition } from "@/ui/edition.tsx";
import { ProductPicture } from "@/ui/product-picture.tsx";

type Props = Page<{ tokenId: string }>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { product, serial, cap } = await findTwin((await params).tokenId);
  return {
    title: `${product.name} ${formatEdition(serial, cap)}`,
    openGraph: { images: [{ url: `/products/${product.slug}-front-1200.webp`, width: 1200, height: 1500 }] },
  };
}

export default async function TwinPage({ params }: Props) {
  const { tokenId } = await params;
  const view = await findTwinView(tokenId);
  const { twin } = view;
  const { product } = twin;
  return (
    <div className="page grid gap-x-14 gap-y-10 pt-6 lg:grid-cols-[1.05fr_1fr] lg:pt-10">
      <div className="lg:sticky lg:top-24 lg:self-start">
        <ProductPicture
          slug={product.slug}
          alt={product.images[0]?.alt ?? product.name}
          eager
          sizes="(min-width: 1024px) 620px, 92vw"
          className="cut-[48px] block h-auto w-full border border-line"
        />
      </div>
      <div className="space-y-9">
        <header>
          <div className="flex flex-wrap items-center gap-3">
            <Badge>{batchLabel(twin.batch)}</Badge>
            {twin.vaulted && <Badge tone="uv">Vaulted</Badge>}
          </div>
          <h1 className="mt-4 text-h2 font-extrabold">{product.name}</h1>
          <p className="mt-1 text-fog">
            {product.size} · {product.color}
          </p>
          <p
            className="mt-3 text-[clamp(3.5rem,11vw,7rem)] leading-none tracking-tighter"
            data-testid="edition"
          >
            <Edition serial={twin.serial} cap={twin.cap} />
          </p>
        </header>
        <LiveTwin initial={view} />
      </div>
    </div>
  );
}
