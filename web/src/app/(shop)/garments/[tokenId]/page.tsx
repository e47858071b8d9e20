import type { Metadata } from "next";
import { getMessages, getTranslations } from "next-intl/server";
import type { Page } from "@/app/page-props.ts";
import { currentAccount } from "@/features/account/current-user.ts";
import { BatchLabel } from "@/features/catalogue/batch-label.tsx";
import { sharePicture } from "@/features/catalogue/share-picture.ts";
import { LiveRefresh } from "@/features/orders/live-refresh.tsx";
import { History } from "@/features/twin/history.tsx";
import { Holder } from "@/features/twin/holder.tsx";
import { LastTap } from "@/features/twin/last-tap.tsx";
import { Proofs } from "@/features/twin/proofs.tsx";
import { findOwnSending, findTwin } from "@/features/twin/queries.ts";
import { SendForm } from "@/features/twin/send-form.tsx";
import { isMoving, Sending } from "@/features/twin/sending.tsx";
import { Badge } from "@/ui/badge.tsx";
import { Edition, formatEdition } from "@/features/twin/edition.tsx";
import { ProductPicture } from "@/features/catalogue/product-picture.tsx";

type Props = Page<{ tokenId: string }>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { product, serial, cap } = await findTwin((await params).tokenId);
  return {
    title: `${product.name} ${formatEdition(serial, cap)}`,
    openGraph: sharePicture(product.images),
  };
}

export default async function TwinPage({ params }: Props) {
  const { tokenId } = await params;
  const [t, messages, twin, account] = await Promise.all([
    getTranslations("twin.page"),
    getMessages(),
    findTwin(tokenId),
    currentAccount(),
  ]);
  const { product } = twin;
  const words = messages.twin.live;
  // Once it has arrived somewhere else, only its sender still sees where to.
  const sending = twin.sending ?? (account && !twin.isYours ? await findOwnSending(twin.tokenId) : null);
  const wallets = account?.wallets ?? [];
  const inCustody = wallets.some(({ kind, address }) => kind === "custody" && address === twin.owner);
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
            {twin.vaulted && <Badge tone="uv">{t("vaulted")}</Badge>}
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
        <div className="space-y-2 border-l-4 border-acid pl-5">
          <Holder twin={twin} inCustody={inCustody} words={words.holder} />
          {twin.lastTap && <LastTap at={twin.lastTap.at} words={words.lastTap} />}
        </div>
        {sending && <Sending sending={sending} words={words.sending} stepWords={messages.site.steps} />}
        {twin.isYours && inCustody && !isMoving(sending) && (
          <details className="group border-y border-line">
            <summary className="flex items-center justify-between py-4 font-semibold transition-colors hover:text-acid">
              {words.send}
              <span aria-hidden className="font-mono text-xl leading-none text-fog group-open:rotate-45">
                +
              </span>
            </summary>
            <SendForm
              tokenId={twin.tokenId}
              ownWallets={wallets.filter(({ kind }) => kind === "own").map(({ address }) => address)}
              words={words.sendForm}
            />
          </details>
        )}
        {twin.history.length > 0 && <History twin={twin} words={words.history} />}
        <Proofs twin={twin} words={words.proofs} />
        {(twin.state === "minting" || isMoving(sending)) && <LiveRefresh />}
      </div>
    </div>
  );
}
