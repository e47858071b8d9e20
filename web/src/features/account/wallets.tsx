import { getMessages, getTranslations } from "next-intl/server";
import type { Schemas } from "@/api.ts";
import { Hash } from "@/ui/hash.tsx";
import { WalletDoor } from "@/wallet/wallet-door.tsx";
import { UnlinkForm } from "./unlink-form.tsx";

/** The addresses that stand for a person: custody stays, wallets come and go. */
export async function Wallets({ wallets }: { wallets: Schemas["Wallets"]["wallets"] }) {
  const [t, { wallet }] = await Promise.all([getTranslations("account.security"), getMessages()]);
  return (
    <>
      <ul className="mb-6">
        {wallets.map(({ address, kind }) => (
          <li
            key={address}
            className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 border-t border-line py-3 first:border-0"
          >
            <div>
              <Hash value={address} />
              <span className="block text-sm text-fog">{kind === "custody" ? t("custody") : t("own")}</span>
            </div>
            {kind === "own" && <UnlinkForm address={address} unlink={t("unlink")} busy={t("unlinking")} />}
          </li>
        ))}
      </ul>
      <div className="max-w-md">
        <WalletDoor
          purpose="link"
          next="/account/security?linked=1"
          open={t("link")}
          listWords={wallet.list}
        />
      </div>
    </>
  );
}
