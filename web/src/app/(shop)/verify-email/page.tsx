import type { Metadata } from "next";
import { getMessages, getTranslations } from "next-intl/server";
import type { Page } from "@/app/page-props.ts";
import { AccountPage } from "@/features/account/account-page.tsx";
import { isWaitingForLink } from "@/features/account/current-user.ts";
import { nextPath, signInPath } from "@/features/account/next-path.ts";
import { VerifyEmailForm } from "@/features/account/verify-email-form.tsx";
import { WaitForLink } from "@/features/account/wait-for-link.tsx";
import { ButtonLink } from "@/ui/button.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("account.verifyEmail");
  return { title: t("tab"), referrer: "same-origin" };
}

export default async function VerifyEmailPage({ searchParams }: Page) {
  const { token, sent, tag, ...query } = await searchParams;
  const next = nextPath(query.next);
  const [t, messages] = await Promise.all([getTranslations("account.verifyEmail"), getMessages()]);
  if (typeof token === "string" && token) {
    return (
      <AccountPage title={t("click")}>
        <p className="mb-7 text-lg">{t("clickWords")}</p>
        <VerifyEmailForm token={token} next={next} words={messages.account.verifyEmailForm} />
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
      <div className="mt-8 flex flex-wrap items-start gap-4">
        <ButtonLink href={signInPath(next)}>{t("signIn")}</ButtonLink>
        {typeof sent === "string" && (
          <WaitForLink
            key={String(tag)}
            email={sent}
            next={next}
            waiting={await isWaitingForLink()}
            words={messages.account.resendForm}
          />
        )}
        <ButtonLink href={`/sign-up?next=${encodeURIComponent(next)}`} look="bare">
          {t("other")}
        </ButtonLink>
      </div>
    </AccountPage>
  );
}
