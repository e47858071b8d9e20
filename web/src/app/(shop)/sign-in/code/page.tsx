import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { getMessages, getTranslations } from "next-intl/server";
import type { Page } from "@/app/page-props.ts";
import { AccountPage } from "@/features/account/account-page.tsx";
import { currentUser } from "@/features/account/current-user.ts";
import { nextPath, signInPath } from "@/features/account/next-path.ts";
import { SecondFactorForm } from "@/features/account/second-factor-form.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("account.signInCode");
  return { title: t("title") };
}

/** The second step of a sign-in whose account has an authenticator app. */
export default async function SignInCodePage({ searchParams }: Page) {
  const next = nextPath((await searchParams).next);
  if (await currentUser()) redirect(next);
  const [t, messages] = await Promise.all([getTranslations("account.signInCode"), getMessages()]);
  return (
    <AccountPage title={t("title")}>
      <p className="mb-7 text-lg">{t("words")}</p>
      <SecondFactorForm next={next} words={messages.account.secondFactorForm} />
      <p className="mt-6">
        <Link
          href={signInPath(next)}
          prefetch={false}
          className="inline-block py-2 text-fog underline underline-offset-4 hover:text-ice"
        >
          {t("again")}
        </Link>
      </p>
    </AccountPage>
  );
}
