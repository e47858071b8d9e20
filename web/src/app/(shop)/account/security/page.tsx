import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getMessages, getTranslations } from "next-intl/server";
import { api, orElsewhere } from "@/api.ts";
import type { Page } from "@/app/page-props.ts";
import { AddEmailForm } from "@/features/account/add-email-form.tsx";
import { ChangePasswordForm } from "@/features/account/change-password-form.tsx";
import { CodeForm } from "@/features/account/code-form.tsx";
import { currentAccount } from "@/features/account/current-user.ts";
import { signInPath } from "@/features/account/next-path.ts";
import { Sessions } from "@/features/account/sessions.tsx";
import { addEmail } from "@/features/account/wallet-actions.ts";
import { Wallets } from "@/features/account/wallets.tsx";
import { Notice } from "@/ui/notice.tsx";
import { Panel } from "@/ui/panel.tsx";

const here = "/account/security";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("account.security");
  return { title: t("title") };
}

export default async function SecurityPage({ searchParams }: Page) {
  const [t, messages, account, query] = await Promise.all([
    getTranslations("account.security"),
    getMessages(),
    currentAccount(),
    searchParams,
  ]);
  if (!account) redirect(signInPath(here));
  const { changed, ended, linked, unlinked, mailed, added } = query;
  const { user, wallets } = account;
  const { sessions } = orElsewhere(await (await api()).GET("/api/auth/sessions"), here);
  return (
    <div className="page max-w-3xl! space-y-8 pt-10 md:pt-16">
      <h1 className="text-h1 font-extrabold">{t("title")}</h1>
      {isCount(changed) && (
        <Notice tone="good" title={t("changed")}>
          <p>{t("changedWords", { count: Number(changed) })}</p>
        </Notice>
      )}
      {isCount(ended) && <Notice tone="good" title={t("ended", { count: Number(ended) })} />}
      {linked && <Notice tone="good" title={t("linked")} />}
      {unlinked && (
        <Notice tone="good" title={t("unlinked")}>
          <p>{t("unlinkedWords")}</p>
        </Notice>
      )}
      {added && (
        <Notice tone="good" title={t("emailAdded")}>
          <p>{t("emailAddedWords")}</p>
        </Notice>
      )}
      <Panel>
        <h2 className="mb-5 text-h3 font-bold">{t("passwordTitle")}</h2>
        {user.email ? (
          <ChangePasswordForm email={user.email} words={messages.account.changePasswordForm} />
        ) : (
          <p className="text-fog">{t("noPassword")}</p>
        )}
      </Panel>
      <Panel>
        <h2 className="text-h3 font-bold">{t("sessionsTitle")}</h2>
        <p className="mt-2 text-fog">{t("sessionsWords")}</p>
        <Sessions sessions={sessions} />
      </Panel>
      <Panel>
        <h2 className="mb-3 text-h3 font-bold">{t("walletsTitle")}</h2>
        <Wallets wallets={wallets} />
      </Panel>
      {!user.email && (
        <Panel>
          <h2 className="text-h3 font-bold">{t("emailTitle")}</h2>
          <p className="mt-2 mb-5 text-fog">
            {typeof mailed === "string"
              ? t.rich("emailMailed", { email: () => <strong className="break-all">{mailed}</strong> })
              : t("emailWords")}
          </p>
          {mailed ? (
            <CodeForm submit={addEmail} next={here} words={messages.account.codeForm} />
          ) : (
            <AddEmailForm words={messages.account.addEmailForm} />
          )}
        </Panel>
      )}
    </div>
  );
}

const isCount = (value: unknown) => typeof value === "string" && /^\d{1,6}$/.test(value);
