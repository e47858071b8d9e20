import { getMessages, getTranslations } from "next-intl/server";
import { WalletDoor } from "./wallet-door.tsx";

/** Sign in with Ethereum, below the e-mail form. Nothing of a wallet is loaded before the click. */
export async function WalletSignIn({ next }: { next: string }) {
  const [t, { wallet }] = await Promise.all([getTranslations("wallet"), getMessages()]);
  return (
    <div className="mt-8">
      <p className="label mb-6 flex items-center gap-4 text-fog before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
        {t("or")}
      </p>
      <WalletDoor purpose="signIn" next={next} open={t("door.open")} listWords={wallet.list} />
      <noscript>
        <p className="mt-2 text-sm text-fog">{t("noScript")}</p>
      </noscript>
    </div>
  );
}
