import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { api } from "@/api.ts";
import type { Page } from "@/app/page-props.ts";
import { auditFilterOf } from "@/features/admin/audit-filter.ts";
import { AuditFilterForm } from "@/features/admin/audit-filter.tsx";
import { one, orOutside } from "@/features/admin/queries.ts";
import { ButtonLink } from "@/ui/button.tsx";
import { Time } from "@/ui/time.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("admin.audit");
  return { title: t("title") };
}

export default async function AuditPage({ searchParams }: Page) {
  const query = await searchParams;
  const { typed, asked } = auditFilterOf(query);
  const cursor = one(query.after);
  const address = new URLSearchParams(typed);
  const [t, answer] = await Promise.all([
    getTranslations("admin.audit"),
    (await api()).GET("/api/admin/audit", { params: { query: { ...asked, ...(cursor && { cursor }) } } }),
  ]);
  // An id that is none finds nothing.
  const unreadable = answer.response.status === 400;
  const { items, nextCursor } = unreadable
    ? { items: [], nextCursor: null }
    : await orOutside(answer, `/admin/audit?${address}`);
  return (
    <>
      <h1 className="text-h2 font-extrabold">{t("title")}</h1>
      <p className="mt-2 text-fog">{t("words")}</p>
      <AuditFilterForm filter={typed} key={String(address)} />
      {items.length === 0 && <p className="py-16 text-center text-fog">{t("none")}</p>}
      <ul>
        {items.map((row) => (
          <li
            key={row.id}
            className="grid gap-x-6 gap-y-1 border-b border-line py-3 sm:grid-cols-[13rem_1fr]"
          >
            <Time iso={row.at} className="text-sm text-fog" />
            <div className="min-w-0">
              <p>
                <Named of={row.actor} /> <span className="font-mono text-acid">{row.act}</span>
                {row.subject.id !== row.actor.id && (
                  <>
                    {" "}
                    <Named of={row.subject} />
                  </>
                )}
              </p>
              <p className="font-mono text-sm break-all text-fog">
                {Object.entries(row.details)
                  .map(([name, value]) => `${name}: ${value}`)
                  .join(" · ")}
                {row.apiKey && ` ${t("withKey", { key: row.apiKey })}`}
              </p>
            </div>
          </li>
        ))}
      </ul>
      {nextCursor && (
        <ButtonLink
          href={`/admin/audit?${new URLSearchParams({ ...typed, after: nextCursor })}`}
          look="quiet"
          className="mt-8"
        >
          {t("older")}
        </ButtonLink>
      )}
    </>
  );
}

/** Somebody with their name and a page of their own, or the id of what has neither. */
function Named({ of: { id, name } }: { of: { id: string; name: string | null } }) {
  if (name === null) return <span className="font-mono text-sm break-all">{id}</span>;
  return (
    <Link
      href={`/admin/people/${id}`}
      prefetch={false}
      className="underline underline-offset-4 hover:text-acid"
    >
      {name}
    </Link>
  );
}
