import type { Metadata } from "next";
import { getMessages, getTranslations } from "next-intl/server";
import type { Page } from "@/app/page-props.ts";
import { currentProfile } from "@/features/account/current-user.ts";
import { ProfileForm } from "@/features/account/profile-form.tsx";
import { Notice } from "@/ui/notice.tsx";
import { Panel } from "@/ui/panel.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("account.profile");
  return { title: t("title") };
}

export default async function ProfilePage({ searchParams }: Page) {
  const [t, messages, profile, { saved }] = await Promise.all([
    getTranslations("account.profile"),
    getMessages(),
    currentProfile("/account/profile"),
    searchParams,
  ]);
  return (
    <div className="page max-w-3xl! space-y-8 pt-10 md:pt-16">
      <h1 className="text-h1 font-extrabold">{t("title")}</h1>
      {saved && <Notice tone="good" title={t("saved")} />}
      <Panel>
        <ProfileForm known={profile} words={messages.account.profileForm} />
      </Panel>
    </div>
  );
}
