import type { Metadata } from "next";
import { getMessages, getTranslations } from "next-intl/server";
import type { Page } from "@/app/page-props.ts";
import { AccountPage } from "@/features/account/account-page.tsx";
import { VerifyEmailForm } from "@/features/account/verify-email-form.tsx";
import { ButtonLink } from "@/ui/button.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("account.verifyEmail");
  return { title: t("tab"), referrer: "same-origin" };
}

export default async function VerifyEmailPage({ searchParams }: Page) {
  const { token, sent, tag } = await searchParams;
  const [t, messages] = await Promise.all([getTranslations("account.verifyEmail"), getMessages()]);
  if (typeof token === "string" && token) {
    return (
      <AccountPage title={t("click")}>
        <p className="mb-7 text-lg">{t("clickWords")}</p>
        <VerifyEmailForm token={token} words={messages.account.verifyEmailForm} />
      </AccountPage>
    );
  }
  return (
    <AccountPage title={t("inbox")}>
      <p className="text-lg">
        {typeof sent === "string"
          ? t.rich("sent", { email: () => <strong className="break-all">{sent}</strong> })
          : t("open")}
      </p>
      {typeof tag === "string" && /^\d{4}$/.test(tag) && (
        <p className="mt-3">{t.rich("tag", { tag: () => <strong>{tag}</strong> })}</p>
      )}
      <p className="mt-3 text-fog">{t("nothing")}</p>
      <div className="mt-8 flex flex-wrap gap-4">
        <ButtonLink href="/sign-in">{t("signIn")}</ButtonLink>
        <ButtonLink href="/sign-up" look="quiet">
          {t("again")}
        </ButtonLink>
      </div>
    </AccountPage>
  );
}
