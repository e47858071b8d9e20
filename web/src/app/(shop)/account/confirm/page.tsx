import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getMessages, getTranslations } from "next-intl/server";
import type { Page } from "@/app/page-props.ts";
import { AccountPage } from "@/features/account/account-page.tsx";
import { CodeForm } from "@/features/account/code-form.tsx";
import { confirmByCode } from "@/features/account/confirm-actions.ts";
import { ConfirmForm } from "@/features/account/confirm-form.tsx";
import { currentAccount } from "@/features/account/current-user.ts";
import { MailCodeForm } from "@/features/account/mail-code-form.tsx";
import { nextPath, signInPath } from "@/features/account/next-path.ts";
import { Notice } from "@/ui/notice.tsx";
import { WalletDoor } from "@/wallet/wallet-door.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("account.confirm");
  return { title: t("title") };
}

export default async function ConfirmPage({ searchParams }: Page) {
  const query = await searchParams;
  const next = nextPath(query.next);
  const account = await currentAccount();
  if (!account) redirect(signInPath(next));
  const { user, wallets } = account;
  const [t, messages] = await Promise.all([getTranslations("account.confirm"), getMessages()]);
  return (
    <AccountPage title={t("title")}>
      <p className="mb-7 text-lg">{t("words")}</p>
      <div className="space-y-8">
        {query.mailed && (
          <>
            <Notice tone="good" title={t("mailed")}>
              <p>{t("mailedWords")}</p>
            </Notice>
            <CodeForm submit={confirmByCode} next={next} words={messages.account.codeForm} />
          </>
        )}
        {user.email && !query.mailed && <ConfirmForm next={next} words={messages.account.confirmForm} />}
        {user.email && (
          <div>
            <p className="mb-3 text-fog">{t("orCode")}</p>
            <MailCodeForm next={next} words={messages.account.mailCodeForm} />
          </div>
        )}
        {wallets.some(({ kind }) => kind === "own") && (
          <WalletDoor purpose="confirm" next={next} open={t("wallet")} listWords={messages.wallet.list} />
        )}
      </div>
    </AccountPage>
  );
}
