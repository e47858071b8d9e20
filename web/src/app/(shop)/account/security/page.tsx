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
import { SecondFactor } from "@/features/account/second-factor.tsx";
import { Sessions } from "@/features/account/sessions.tsx";
import { addEmail } from "@/features/account/wallet-actions.ts";
import { Wallets } from "@/features/account/wallets.tsx";
import { ButtonLink } from "@/ui/button.tsx";
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
  const { changed, ended, linked, unlinked, mailed, added, factorOff, factorNeeded } = query;
  const { user, wallets } = account;
  const client = await api();
  const { sessions } = orElsewhere(await client.GET("/api/auth/sessions"), here);
  const factor = orElsewhere(await client.GET("/api/auth/totp"), here);
  return (
    <div className="page max-w-3xl! space-y-8 pt-10 md:pt-16">
      <h1 className="text-h1 font-extrabold">{t("title")}</h1>
      {factorNeeded && (
        <Notice tone="warning" title={t("factorNeeded")}>
          <p>{factor.on ? t("factorNeededSignIn") : t("factorNeededSetUp")}</p>
        </Notice>
      )}
      {factorOff && <Notice tone="good" title={t("factorOff")} />}
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
        <h2 className="mb-3 text-h3 font-bold">{t("factorTitle")}</h2>
        {factor.on ? (
          <SecondFactor
            left={t("factorLeft", { count: factor.recoveryCodesLeft })}
            words={messages.account.secondFactor}
            codesWords={messages.account.recoveryCodes}
          />
        ) : (
          <>
            <p className="mb-5 text-fog">{t("factorWords")}</p>
            <ButtonLink href="/account/security/second-factor" look="quiet">
              {t("factorSetUp")}
            </ButtonLink>
          </>
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
