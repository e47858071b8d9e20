import type { Metadata } from "next";
import { getMessages, getTranslations } from "next-intl/server";
import type { Page } from "@/app/page-props.ts";
import { AccountPage } from "@/features/account/account-page.tsx";
import { ForgotPasswordForm } from "@/features/account/forgot-password-form.tsx";
import { nextPath, signInPath } from "@/features/account/next-path.ts";
import { ButtonLink } from "@/ui/button.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("account.forgotPassword");
  return { title: t("title") };
}

export default async function ForgotPasswordPage({ searchParams }: Page) {
  const query = await searchParams;
  const next = nextPath(query.next);
  const [t, messages] = await Promise.all([getTranslations("account.forgotPassword"), getMessages()]);
  if (typeof query.sent === "string") {
    const { sent } = query;
    return (
      <AccountPage title={t("sentTitle")}>
        <p className="text-lg">
          {t.rich("sent", { email: () => <strong className="break-all">{sent}</strong> })}
        </p>
        <p className="mt-3 text-fog">{t("nothing")}</p>
        <div className="mt-8 flex flex-wrap gap-4">
          <ButtonLink href={signInPath(next)}>{t("signIn")}</ButtonLink>
          <ButtonLink href={`/forgot-password?next=${encodeURIComponent(next)}`} look="quiet">
            {t("again")}
          </ButtonLink>
        </div>
      </AccountPage>
    );
  }
  return (
    <AccountPage title={t("title")}>
      <p className="mb-7 text-lg">{t("words")}</p>
      <ForgotPasswordForm next={next} words={messages.account.forgotPasswordForm} />
    </AccountPage>
  );
}
