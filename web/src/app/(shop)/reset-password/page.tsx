import type { Metadata } from "next";
import { getMessages, getTranslations } from "next-intl/server";
import type { Page } from "@/app/page-props.ts";
import { AccountPage } from "@/features/account/account-page.tsx";
import { nextPath } from "@/features/account/next-path.ts";
import { ResetPasswordForm } from "@/features/account/reset-password-form.tsx";
import { ButtonLink } from "@/ui/button.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("account.resetPassword");
  return { title: t("title"), referrer: "same-origin" };
}

export default async function ResetPasswordPage({ searchParams }: Page) {
  const { token, next } = await searchParams;
  const [t, messages] = await Promise.all([getTranslations("account.resetPassword"), getMessages()]);
  if (typeof token !== "string" || !token) {
    return (
      <AccountPage title={t("missing")}>
        <p className="mb-8 text-lg">{t("missingWords")}</p>
        <ButtonLink href="/forgot-password">{t("again")}</ButtonLink>
      </AccountPage>
    );
  }
  return (
    <AccountPage title={t("title")}>
      <p className="mb-7 text-lg">{t("words")}</p>
      <ResetPasswordForm token={token} next={nextPath(next)} words={messages.account.resetPasswordForm} />
    </AccountPage>
  );
}
