import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { getMessages, getTranslations } from "next-intl/server";
import { currentUser } from "@/features/account/current-user.ts";
import { DeleteAccountForm } from "@/features/account/delete-account-form.tsx";
import { signInPath } from "@/features/account/next-path.ts";
import { Notice } from "@/ui/notice.tsx";
import { Panel } from "@/ui/panel.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("account.privacy");
  return { title: t("title") };
}

export default async function PrivacyPage() {
  const [t, messages, user] = await Promise.all([
    getTranslations("account.privacy"),
    getMessages(),
    currentUser(),
  ]);
  if (!user) redirect(signInPath("/account/privacy"));
  return (
    <div className="page max-w-3xl! space-y-8 pt-10 md:pt-16">
      <h1 className="text-h1 font-extrabold">{t("title")}</h1>
      <Panel>
        <h2 className="text-h3 font-bold">{t("exportTitle")}</h2>
        <p className="mt-2 mb-5 text-fog">{t("exportWords")}</p>
        <a
          href="/api/privacy/export"
          download
          className="cut-[14px] inline-flex min-h-12 items-center border border-line-strong px-6 hover:border-ice hover:bg-raised"
        >
          {t("export")}
        </a>
      </Panel>
      <Panel>
        <h2 className="text-h3 font-bold">{t("deleteTitle")}</h2>
        <p className="mt-2 text-fog">{t("deleteWords")}</p>
        <h3 className="mt-5 font-semibold">{t("staysTitle")}</h3>
        <ul className="mt-2 mb-6 list-disc space-y-1 pl-5 text-fog">
          <li>{t("staysInvoices")}</li>
          <li>{t("staysChain")}</li>
          <li>{t("staysWallets")}</li>
        </ul>
        <div className="mb-6">
          <Notice tone="info" title={t("firstTitle")}>
            <p>{t("firstWords")}</p>
            <Link
              href="/account/leave"
              prefetch={false}
              className="mt-2 inline-block text-ice underline underline-offset-4"
            >
              {t("leave")}
            </Link>
          </Notice>
        </div>
        <DeleteAccountForm words={messages.account.deleteForm} />
      </Panel>
    </div>
  );
}
