import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { getMessages, getTranslations } from "next-intl/server";
import type { Page } from "@/app/page-props.ts";
import { AccountPage } from "@/features/account/account-page.tsx";
import { currentUser } from "@/features/account/current-user.ts";
import { nextPath } from "@/features/account/next-path.ts";
import { SignUpForm } from "@/features/account/sign-up-form.tsx";
import { WalletSignIn } from "@/wallet/wallet-sign-in.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("account.signUp");
  return { title: t("title") };
}

export default async function SignUpPage({ searchParams }: Page) {
  const next = nextPath((await searchParams).next);
  if (await currentUser()) redirect(next);
  const [t, messages] = await Promise.all([getTranslations("account.signUp"), getMessages()]);
  return (
    <AccountPage title={t("title")}>
      <SignUpForm next={next} words={messages.account.signUpForm} />
      <WalletSignIn next={next} />
      <p className="mt-8 text-fog">
        {t.rich("known", {
          link: (words) => (
            <Link
              href={`/sign-in?next=${encodeURIComponent(next)}`}
              prefetch={false}
              className="text-ice underline underline-offset-4 hover:text-acid"
            >
              {words}
            </Link>
          ),
        })}
      </p>
    </AccountPage>
  );
}
