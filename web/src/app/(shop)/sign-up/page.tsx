import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import type { Page } from "@/app/page-props.ts";
import { AccountPage } from "@/features/account/account-page.tsx";
import { currentUser } from "@/features/account/current-user.ts";
import { nextPath } from "@/features/account/next-path.ts";
import { SignUpForm } from "@/features/account/sign-up-form.tsx";
import { WalletSignIn } from "@/wallet/wallet-sign-in.tsx";

export const metadata: Metadata = { title: "Open an account" };

export default async function SignUpPage({ searchParams }: Page) {
  const next = nextPath((await searchParams).next);
  if (await currentUser()) redirect(next);
  return (
    <AccountPage title="Open an account">
      <SignUpForm />
      <WalletSignIn next={next} />
      <p className="mt-8 text-fog">
        You have one?{" "}
        <Link
          href={`/sign-in?next=${encodeURIComponent(next)}`}
          prefetch={false}
          className="text-ice underline underline-offset-4 hover:text-acid"
        >
          Sign in
        </Link>
      </p>
    </AccountPage>
  );
}
