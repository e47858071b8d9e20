import type { Metadata } from "next";
import Link from "next/link";
import { getMessages, getTranslations } from "next-intl/server";
import { api } from "@/api.ts";
import type { Page } from "@/app/page-props.ts";
import { currentUser } from "@/features/account/current-user.ts";
import { BlockForm } from "@/features/admin/block-form.tsx";
import { NoteForm } from "@/features/admin/note-form.tsx";
import { FactorOffForm, SignOutForm } from "@/features/admin/person-acts.tsx";
import { orOutside } from "@/features/admin/queries.ts";
import { RoleForm } from "@/features/admin/role-form.tsx";
import { Notice } from "@/ui/notice.tsx";
import { Panel } from "@/ui/panel.tsx";
import { formatDay, Time } from "@/ui/time.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("admin.people");
  return { title: t("title") };
}

export default async function PersonPage({ params, searchParams }: Page<{ id: string }>) {
  const [{ id }, { done }] = await Promise.all([params, searchParams]);
  const here = `/admin/people/${id}`;
  const [t, messages, me, answer] = await Promise.all([
    getTranslations("admin.person"),
    getMessages(),
    currentUser(),
    (await api()).GET("/api/admin/users/{id}", { params: { path: { id } } }),
  ]);
  const { person, secondFactor, wallets, garments, sessions } = await orOutside(answer, here);
  const { admin: words } = messages;
  const isChief = me?.role === "super_admin";
  const facts = [
    [t("email"), person.email],
    [t("username"), person.username],
    [t(person.phone && !person.phoneVerified ? "phoneUnproven" : "phone"), person.phone],
    [t("factor"), secondFactor ? t("factorOn") : t("factorOff")],
  ] as const;
  return (
    <div className="space-y-8">
      <div>
        <h1 className="text-h2 font-extrabold break-words">{person.name}</h1>
        <p className="mt-1 text-fog">
          {words.role[person.role]} · {t("since", { day: formatDay(person.memberSince) })}
        </p>
      </div>
      {done && <Notice tone="good" title={t("done")} />}
      {person.blocked && (
        <Notice
          tone="warning"
          title={t("blockedSince", { day: formatDay(person.blocked.since), reason: person.blocked.reason })}
        />
      )}
      <dl className="grid gap-x-8 gap-y-3 sm:grid-cols-2 lg:grid-cols-4">
        {facts.map(([title, value]) => (
          <div key={title}>
            <dt className="text-sm text-fog">{title}</dt>
            <dd className="break-all">{value ?? t("none")}</dd>
          </div>
        ))}
      </dl>
      <p>
        <Link
          href={`/admin/audit?subject=${id}`}
          prefetch={false}
          className="inline-block py-2 underline underline-offset-4 hover:text-acid"
        >
          {t("audit")}
        </Link>
      </p>
      <div className="grid items-start gap-8 lg:grid-cols-2">
        <Panel>
          <h2 className="mb-4 text-h3 font-bold">{t("noteTitle")}</h2>
          <NoteForm id={id} note={person.note} words={words.noteForm} />
        </Panel>
        <Panel>
          <h2 className="mb-4 text-h3 font-bold">{t("garmentsTitle")}</h2>
          {garments.length === 0 && <p className="text-fog">{t("noGarments")}</p>}
          <ul>
            {garments.map(({ tokenId, product, serial, cap }) => (
              <li key={tokenId} className="border-t border-line py-2 first:border-0">
                <Link
                  href={`/garments/${tokenId}`}
                  prefetch={false}
                  className="underline underline-offset-4 hover:text-acid"
                >
                  {product.name}
                </Link>{" "}
                <span className="font-mono text-sm text-fog">
                  {serial}/{cap} · {product.size}
                </span>
              </li>
            ))}
          </ul>
          <h3 className="mt-6 mb-2 font-semibold">{t("walletsTitle")}</h3>
          <ul className="space-y-2">
            {wallets.map(({ address, kind }) => (
              <li key={address}>
                <span className="font-mono text-sm break-all">{address}</span>{" "}
                <span className="text-sm text-fog">{kind === "custody" ? t("custody") : t("own")}</span>
              </li>
            ))}
          </ul>
        </Panel>
        <Panel>
          <h2 className="mb-4 text-h3 font-bold">{t("sessionsTitle")}</h2>
          {sessions.length === 0 && <p className="text-fog">{t("noSessions")}</p>}
          <ul>
            {sessions.map((session) => (
              <li key={session.id} className="border-t border-line py-3 first:border-0">
                <p>{session.browser}</p>
                <p className="text-sm text-fog">
                  {t.rich("signedIn", {
                    time: () => <Time iso={session.signedInAt} />,
                    seen: () => <Time iso={session.seenAt} />,
                  })}
                </p>
              </li>
            ))}
          </ul>
          {sessions.length > 0 && <SignOutForm id={id} words={words.personForms} />}
        </Panel>
        <Panel>
          <h2 className="text-h3 font-bold">{t("blockTitle")}</h2>
          <p className="mt-2 mb-5 text-fog">{t("blockWords")}</p>
          <BlockForm id={id} isBlocked={person.blocked !== null} words={words.blockForm} />
        </Panel>
        {isChief && (
          <Panel>
            <h2 className="mb-4 text-h3 font-bold">{t("roleTitle")}</h2>
            <RoleForm id={id} role={person.role} words={words.roleForm} names={words.role} />
            {secondFactor && <FactorOffForm id={id} words={words.personForms} />}
          </Panel>
        )}
      </div>
    </div>
  );
}
