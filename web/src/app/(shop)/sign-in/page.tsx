import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { getMessages, getTranslations } from "next-intl/server";
import type { Page } from "@/app/page-props.ts";
import { AccountPage } from "@/features/account/account-page.tsx";
import { currentUser } from "@/features/account/current-user.ts";
import { nextPath } from "@/features/account/next-path.ts";
import { SignInForm } from "@/features/account/sign-in-form.tsx";
import { Notice } from "@/ui/notice.tsx";
import { WalletSignIn } from "@/wallet/wallet-sign-in.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("account.signIn");
  return { title: t("title") };
}

export default async function SignInPage({ searchParams }: Page) {
  const query = await searchParams;
  const next = nextPath(query.next);
  if (await currentUser()) redirect(next);
  const [t, messages] = await Promise.all([getTranslations("account.signIn"), getMessages()]);
  return (
    <AccountPage title={t("title")}>
      {query.verified && (
        <div className="mb-6">
          <Notice tone="good" title={t("verified")}>
            <p>{t("verifiedWords")}</p>
          </Notice>
        </div>
      )}
      {query.deleted && (
        <div className="mb-6">
          <Notice tone="good" title={t("deleted")}>
            <p>{t("deletedWords")}</p>
          </Notice>
        </div>
      )}
      {query.reset && (
        <div className="mb-6">
          <Notice tone="good" title={t("reset")}>
            <p>{t("resetWords")}</p>
          </Notice>
        </div>
      )}
      <SignInForm next={next} words={messages.account.signInForm} />
      <p className="mt-4">
        <Link
          href={`/forgot-password?next=${encodeURIComponent(next)}`}
          prefetch={false}
          className="inline-block py-2 text-fog underline underline-offset-4 hover:text-ice"
        >
          {t("forgot")}
        </Link>
      </p>
      <WalletSignIn next={next} />
      <p className="mt-8 text-fog">
        {t.rich("new", {
          link: (words) => (
            <Link
              href={`/sign-up?next=${encodeURIComponent(next)}`}
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
