import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import type { Page } from "@/app/page-props.ts";
import { currentAccount, currentNotifications } from "@/features/account/current-user.ts";
import { NotificationForm } from "@/features/account/notification-form.tsx";
import { ButtonLink } from "@/ui/button.tsx";
import { Notice } from "@/ui/notice.tsx";
import { Panel } from "@/ui/panel.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("account.notifications");
  return { title: t("title") };
}

export default async function NotificationsPage({ searchParams }: Page) {
  const [t, { choices, always }, account, { saved }] = await Promise.all([
    getTranslations("account.notifications"),
    currentNotifications("/account/notifications"),
    currentAccount(),
    searchParams,
  ]);
  return (
    <div className="page max-w-3xl! space-y-8 pt-10 md:pt-16">
      <h1 className="text-h1 font-extrabold">{t("title")}</h1>
      {saved && <Notice tone="good" title={t("saved")} />}
      {account && !account.user.email && (
        <Notice tone="warning" title={t("noMailbox")}>
          <p className="mb-3">{t("noMailboxWords")}</p>
          <ButtonLink href="/account/security" look="quiet" size="small">
            {t("addEmail")}
          </ButtonLink>
        </Notice>
      )}
      <Panel>
        <h2 className="text-h3 font-bold">{t("chooseTitle")}</h2>
        <p className="mt-2 mb-5 text-fog">{t("chooseWords")}</p>
        <NotificationForm choices={choices} />
      </Panel>
      <Panel>
        <h2 className="text-h3 font-bold">{t("alwaysTitle")}</h2>
        <p className="mt-2 mb-4 text-fog">{t("alwaysWords")}</p>
        <ul className="list-disc space-y-1 pl-5 text-fog">
          {always.map((what) => (
            <li key={what}>{t(what)}</li>
          ))}
        </ul>
      </Panel>
    </div>
  );
}
