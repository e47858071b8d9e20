import type { Metadata } from "next";
import { getMessages, getTranslations } from "next-intl/server";
import type { Page } from "@/app/page-props.ts";
import { AccountPage } from "@/features/account/account-page.tsx";
import { KeepForm } from "@/features/leave/keep-form.tsx";
import { ButtonLink } from "@/ui/button.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("account.keep");
  return { title: t("title"), referrer: "same-origin" };
}

/** Where the mail leads that tells of a garment about to leave. */
export default async function KeepPage({ searchParams }: Page) {
  const { token, stopped } = await searchParams;
  const [t, messages] = await Promise.all([getTranslations("account.keep"), getMessages()]);
  if (typeof stopped === "string" && /^\d{1,4}$/.test(stopped)) {
    return (
      <AccountPage title={t("doneTitle")}>
        <p className="mb-3 text-lg">{t("done", { count: Number(stopped) })}</p>
        <p className="mb-8 text-fog">{t("doneWords")}</p>
        <ButtonLink href="/forgot-password">{t("newPassword")}</ButtonLink>
      </AccountPage>
    );
  }
  if (typeof token !== "string" || !token) {
    return (
      <AccountPage title={t("missing")}>
        <p className="mb-8 text-lg">{t("missingWords")}</p>
      </AccountPage>
    );
  }
  return (
    <AccountPage title={t("title")}>
      <p className="mb-7 text-lg">{t("words")}</p>
      <KeepForm token={token} words={messages.account.keepForm} />
    </AccountPage>
  );
}
