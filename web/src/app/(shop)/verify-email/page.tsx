import type { Metadata } from "next";
import type { Page } from "@/app/page-props.ts";
import { AccountPage } from "@/features/account/account-page.tsx";
import { VerifyEmailForm } from "@/features/account/verify-email-form.tsx";
import { ButtonLink } from "@/ui/button.tsx";

export const metadata: Metadata = { title: "Verify your e-mail", referrer: "same-origin" };

export default async function VerifyEmailPage({ searchParams }: Page) {
  const { token, sent, tag } = await searchParams;
  if (typeof token === "string" && token) {
    return (
      <AccountPage title="One click">
        <p className="mb-7 text-lg">Say that this address is yours, and your account is open.</p>
        <VerifyEmailForm token={token} />
      </AccountPage>
    );
  }
  return (
    <AccountPage title="Look in your inbox">
      <p className="text-lg">
        {typeof sent === "string" ? (
          <>
            We mailed a link to <strong className="break-all">{sent}</strong>. Open it within 24 hours.
          </>
        ) : (
          "Open the link that we mailed to you. It is good for 24 hours."
        )}
      </p>
      {typeof tag === "string" && /^\d{4}$/.test(tag) && (
        <p className="mt-3">
          Its subject says <strong>sign-up {tag}</strong>. A mail with another number is not yours.
        </p>
      )}
      <p className="mt-3 text-fog">
        Nothing there? Look in the junk folder, or sign up again for a new link.
      </p>
      <div className="mt-8 flex flex-wrap gap-4">
        <ButtonLink href="/sign-in">Sign in</ButtonLink>
        <ButtonLink href="/sign-up" look="quiet">
          Send a new link
        </ButtonLink>
      </div>
    </AccountPage>
  );
}
