import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getMessages, getTranslations } from "next-intl/server";
import { currentAccount } from "@/features/account/current-user.ts";
import { signInPath } from "@/features/account/next-path.ts";
import { ProductPicture } from "@/features/catalogue/product-picture.tsx";
import { LeaveForm } from "@/features/leave/leave-form.tsx";
import { LiveDepartures } from "@/features/leave/live-departures.tsx";
import { type HeldTwin, listDepartures, listHeld } from "@/features/leave/queries.ts";
import { formatEdition } from "@/features/twin/edition.tsx";
import { ButtonLink } from "@/ui/button.tsx";
import { Panel } from "@/ui/panel.tsx";
import { WalletDoor } from "@/wallet/wallet-door.tsx";

const here = "/account/leave";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("account.leave");
  return { title: t("title") };
}

export default async function LeavePage() {
  const [t, messages, account] = await Promise.all([
    getTranslations("account.leave"),
    getMessages(),
    currentAccount(),
  ]);
  if (!account) redirect(signInPath(here));
  const [{ all, kept }, departures] = await Promise.all([listHeld(here), listDepartures(here)]);
  const wallets = account.wallets.filter(({ kind }) => kind === "own").map(({ address }) => address);
  const shown = Object.fromEntries(
    all.map((twin) => [twin.tokenId, { name: nameOf(twin), picture: <Thumbnail twin={twin} /> }]),
  );
  const door = (open: string) => (
    <WalletDoor purpose="link" next={here} open={open} listWords={messages.wallet.list} />
  );
  return (
    <div className="page max-w-3xl! space-y-8 pt-10 md:pt-16">
      <h1 className="text-h1 font-extrabold">{t("title")}</h1>
      <p className="text-lg">{t("words")}</p>
      {departures.length > 0 && (
        <Panel>
          <LiveDepartures
            initial={departures}
            shown={shown}
            words={messages.account.leaving}
            note={messages.site.liveNote}
          />
        </Panel>
      )}
      {kept.length === 0 && (
        <Panel>
          <h2 className="text-h3 font-bold">{t("empty")}</h2>
          <p className="mt-2 mb-5 text-fog">{t("emptyWords")}</p>
          <ButtonLink href="/garments" look="quiet">
            {t("garments")}
          </ButtonLink>
        </Panel>
      )}
      {kept.length > 0 && (
        <Panel>
          <h2 className="mb-5 text-h3 font-bold">{t("keptTitle")}</h2>
          {wallets.length > 0 ? (
            <>
              <LeaveForm
                wallets={wallets}
                kept={kept.map((twin) => ({
                  tokenId: twin.tokenId,
                  name: twin.product.name,
                  edition: formatEdition(twin.serial, twin.cap),
                  picture: <Thumbnail twin={twin} />,
                }))}
                words={messages.account.leaveForm}
              />
              <div className="mt-7 max-w-md border-t border-line pt-5">{door(t("otherWallet"))}</div>
            </>
          ) : (
            <div className="max-w-md">
              <h3 className="font-semibold">{t("linkTitle")}</h3>
              <p className="mt-2 mb-5 text-fog">{t("linkWords")}</p>
              {door(t("linkTitle"))}
            </div>
          )}
        </Panel>
      )}
    </div>
  );
}

const nameOf = ({ product, serial, cap }: HeldTwin) => `${product.name} ${formatEdition(serial, cap)}`;

function Thumbnail({ twin }: { twin: HeldTwin }) {
  return (
    <ProductPicture
      image={twin.product.images[0]}
      alt=""
      sizes="64px"
      className="aspect-4/5 h-auto w-16 shrink-0 object-cover"
    />
  );
}
