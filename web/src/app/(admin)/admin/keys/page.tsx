import type { Metadata } from "next";
import { getMessages, getTranslations } from "next-intl/server";
import { api } from "@/api.ts";
import type { Page } from "@/app/page-props.ts";
import { revokeKey } from "@/features/admin/key-actions.ts";
import { KeyForm } from "@/features/admin/key-form.tsx";
import { orOutside } from "@/features/admin/queries.ts";
import { Notice } from "@/ui/notice.tsx";
import { Panel } from "@/ui/panel.tsx";
import { SubmitButton } from "@/ui/submit-button.tsx";
import { formatDay, Time } from "@/ui/time.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("admin.keys");
  return { title: t("title") };
}

export default async function KeysPage({ searchParams }: Page) {
  const [t, messages, { revoked }, answer] = await Promise.all([
    getTranslations("admin.keys"),
    getMessages(),
    searchParams,
    (await api()).GET("/api/admin/keys"),
  ]);
  const { keys } = await orOutside(answer, "/admin/keys");
  const { keyForm } = messages.admin;
  return (
    <div className="space-y-8">
      <div>
        <h1 className="text-h2 font-extrabold">{t("title")}</h1>
        <p className="mt-2 text-fog">{t("words")}</p>
      </div>
      {revoked && <Notice tone="good" title={t("revoked")} />}
      {keys.length === 0 && <p className="text-fog">{t("none")}</p>}
      <ul>
        {keys.map((key) => (
          <li
            key={key.id}
            className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 border-b border-line py-4"
          >
            <div className="min-w-0">
              <p className="font-semibold break-words">{key.name}</p>
              <p className="font-mono text-sm text-acid">{key.scopes.join(" · ")}</p>
              <p className="text-sm text-fog">
                {t("made", { day: formatDay(key.createdAt), name: key.maker.name })} ·{" "}
                {t("expires", { day: formatDay(key.expiresAt) })} ·{" "}
                {key.usedAt ? t.rich("used", { time: () => <Time iso={key.usedAt ?? ""} /> }) : t("never")}
              </p>
            </div>
            <form action={revokeKey}>
              <input type="hidden" name="id" value={key.id} />
              <SubmitButton look="danger" size="small" busy={t("revoking")}>
                {t("revoke")}
              </SubmitButton>
            </form>
          </li>
        ))}
      </ul>
      <Panel>
        <h2 className="mb-5 text-h3 font-bold">{t("makeTitle")}</h2>
        <KeyForm words={keyForm} />
      </Panel>
    </div>
  );
}
