import type { Metadata } from "next";
import { getMessages, getTranslations } from "next-intl/server";
import type { Page } from "@/app/page-props.ts";
import { BatchLabel } from "@/features/catalogue/batch-label.tsx";
import { ProductPicture } from "@/features/catalogue/product-picture.tsx";
import { sharePicture } from "@/features/catalogue/share-picture.ts";
import { Edition, formatEdition } from "@/features/twin/edition.tsx";
import { LiveTwin } from "@/features/twin/live-twin.tsx";
import { findTwin, findTwinView } from "@/features/twin/queries.ts";
import { Badge } from "@/ui/badge.tsx";
import { Notice } from "@/ui/notice.tsx";

type Props = Page<{ tokenId: string }>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { product, serial, cap } = await findTwin((await params).tokenId);
  return {
    title: `${product.name} ${formatEdition(serial, cap)}`,
    openGraph: sharePicture(product.images),
  };
}

export default async function TwinPage({ params, searchParams }: Props) {
  const { tokenId } = await params;
  const { stopped } = await searchParams;
  const [t, messages, view] = await Promise.all([
    getTranslations("twin"),
    getMessages(),
    findTwinView(tokenId),
  ]);
  const { twin } = view;
  const { product, serial, cap } = twin;
  return (
    <div className="page grid gap-x-14 gap-y-10 pt-6 lg:grid-cols-[1.05fr_1fr] lg:pt-10">
      <div className="lg:sticky lg:top-24 lg:self-start">
        <ProductPicture
          image={product.images[0]}
          eager
          sizes="(min-width: 1024px) 620px, 92vw"
          className="cut-[48px] block h-auto w-full border border-line"
        />
      </div>
      <div className="space-y-9">
        <header>
          <div className="flex flex-wrap items-center gap-3">
            <Badge>
              <BatchLabel number={twin.batch} />
            </Badge>
            {twin.vaulted && <Badge tone="uv">{t("page.vaulted")}</Badge>}
          </div>
          <h1 className="mt-4 text-h2 font-extrabold">{product.name}</h1>
          <p className="mt-1 text-fog">
            {product.size} · {product.color}
          </p>
          <p
            className="mt-3 text-[clamp(3.5rem,11vw,7rem)] leading-none tracking-tighter"
            data-testid="edition"
          >
            <Edition serial={serial} cap={cap} spoken={t("edition", { serial, cap })} />
          </p>
        </header>
        {stopped && !view.sending && (
          <Notice tone="good" title={t("page.stopped")}>
            <p>{t("page.stoppedWords")}</p>
          </Notice>
        )}
        <LiveTwin
          initial={view}
          words={messages.twin.live}
          stepWords={messages.site.steps}
          note={messages.site.liveNote}
        />
      </div>
    </div>
  );
}
