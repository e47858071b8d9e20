import type { Metadata } from "next";
import { getMessages, getTranslations } from "next-intl/server";
import type { Page } from "@/app/page-props.ts";
import { AccountPage } from "@/features/account/account-page.tsx";
import { UnsubscribeForm } from "@/features/account/unsubscribe-form.tsx";
import { ButtonLink } from "@/ui/button.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("account.unsubscribe");
  return { title: t("title"), referrer: "same-origin" };
}

/** Where the last line of a mail leads that somebody chose to get. */
export default async function UnsubscribePage({ searchParams }: Page) {
  const { token, ended } = await searchParams;
  const [t, messages] = await Promise.all([getTranslations("account.unsubscribe"), getMessages()]);
  if (typeof ended === "string") {
    return (
      <AccountPage title={t("doneTitle")}>
        <p className="mb-3 text-lg">{t("done", { kind: ended })}</p>
        <p className="mb-8 text-fog">{t("doneWords")}</p>
        <ButtonLink href="/account/notifications">{t("choices")}</ButtonLink>
      </AccountPage>
    );
  }
  if (typeof token !== "string" || !token) {
    return (
      <AccountPage title={t("missing")}>
        <p className="mb-8 text-lg">{t("missingWords")}</p>
        <ButtonLink href="/account/notifications">{t("choices")}</ButtonLink>
      </AccountPage>
    );
  }
  return (
    <AccountPage title={t("title")}>
      <p className="mb-7 text-lg">{t("words")}</p>
      <UnsubscribeForm token={token} words={messages.account.unsubscribeForm} />
    </AccountPage>
  );
}
