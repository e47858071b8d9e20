import type { Metadata } from "next";
import { getMessages, getTranslations } from "next-intl/server";
import type { Page } from "@/app/page-props.ts";
import { AvatarForm } from "@/features/account/avatar-form.tsx";
import { currentAskedPhone, currentProfile } from "@/features/account/current-user.ts";
import { Phone } from "@/features/account/phone.tsx";
import { profilePage } from "@/features/account/picture-paths.ts";
import { removeAvatar } from "@/features/account/profile-actions.ts";
import { ProfileForm } from "@/features/account/profile-form.tsx";
import { Notice } from "@/ui/notice.tsx";
import { Panel } from "@/ui/panel.tsx";
import { SubmitButton } from "@/ui/submit-button.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("account.profile");
  return { title: t("title") };
}

const outcomes = new Set(["shown", "removed"]);

export default async function ProfilePage({ searchParams }: Page) {
  const [t, messages, profile, asked, { saved, picture, phone }] = await Promise.all([
    getTranslations("account.profile"),
    getMessages(),
    currentProfile(profilePage),
    currentAskedPhone(profilePage),
    searchParams,
  ]);
  return (
    <div className="page max-w-3xl! space-y-8 pt-10 md:pt-16">
      <h1 className="text-h1 font-extrabold">{t("title")}</h1>
      {saved && <Notice tone="good" title={t("saved")} />}
      {picture === "shown" && <Notice tone="good" title={t("shown")} />}
      {picture === "removed" && <Notice tone="good" title={t("removed")} />}
      <Panel className="space-y-5">
        <h2 className="text-h3 font-bold">{t("picture")}</h2>
        <AvatarForm
          known={profile}
          refused={typeof picture === "string" && !outcomes.has(picture) ? picture : undefined}
          words={messages.account.avatarForm}
        />
        {profile.picture && (
          <form action={removeAvatar}>
            <SubmitButton look="danger" size="small" busy={t("removing")}>
              {t("remove")}
            </SubmitButton>
          </form>
        )}
      </Panel>
      <Panel>
        <ProfileForm known={profile} words={messages.account.profileForm} />
      </Panel>
      <Panel>
        <Phone profile={profile} asked={asked} outcome={phone} />
      </Panel>
    </div>
  );
}
