import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import type { Page } from "@/app/page-props.ts";
import { AccountPage } from "@/features/account/account-page.tsx";
import { currentUser } from "@/features/account/current-user.ts";
import { nextPath } from "@/features/account/next-path.ts";
import { SignInForm } from "@/features/account/sign-in-form.tsx";
import { Notice } from "@/ui/notice.tsx";
import { WalletSignIn } from "@/wallet/wallet-sign-in.tsx";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: Page) {
  const query = await searchParams;
  const next = nextPath(query.next);
  if (await currentUser()) redirect(next);
  return (
    <AccountPage title="Sign in">
      {query.verified && (
        <div className="mb-6">
          <Notice tone="good" title="Your address is yours.">
            <p>Sign in and you are on the board.</p>
          </Notice>
        </div>
      )}
      <SignInForm next={next} />
      <WalletSignIn next={next} />
      <p className="mt-8 text-fog">
        New here?{" "}
        <Link
          href={`/sign-up?next=${encodeURIComponent(next)}`}
          prefetch={false}
          className="text-ice underline underline-offset-4 hover:text-acid"
        >
          Open an account
        </Link>
      </p>
    </AccountPage>
  );
}
