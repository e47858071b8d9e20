import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { api } from "@/api.ts";
import type { Page } from "@/app/page-props.ts";
import { type PeopleFilter, PeopleFilterForm } from "@/features/admin/people-filter.tsx";
import { one, orOutside } from "@/features/admin/queries.ts";
import { Badge } from "@/ui/badge.tsx";
import { ButtonLink } from "@/ui/button.tsx";
import { formatDay } from "@/ui/time.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("admin.people");
  return { title: t("title") };
}

const flags = ["true", "false"] as const;
const roles = ["customer", "admin", "super_admin"] as const;

export default async function PeoplePage({ searchParams }: Page) {
  const query = await searchParams;
  const search = one(query.search)?.slice(0, 100);
  const role = roles.find((known) => known === query.role);
  const tribe = flags.find((known) => known === query.tribe);
  const blocked = flags.find((known) => known === query.blocked);
  const filter: PeopleFilter = {
    ...(search && { search }),
    ...(role && { role }),
    ...(tribe && { tribe }),
    ...(blocked && { blocked }),
  };
  const address = new URLSearchParams(filter);
  const cursor = one(query.after);
  const asked = {
    ...(search && { search }),
    ...(role && { role }),
    ...(tribe && { tribe }),
    ...(blocked && { blocked }),
  };
  const [t, roleName, answer] = await Promise.all([
    getTranslations("admin.people"),
    getTranslations("admin.role"),
    (await api()).GET("/api/admin/users", { params: { query: { ...asked, ...(cursor && { cursor }) } } }),
  ]);
  const { items, nextCursor } = await orOutside(answer, `/admin/people?${address}`);
  return (
    <>
      <h1 className="text-h2 font-extrabold">{t("title")}</h1>
      <PeopleFilterForm filter={filter} key={String(address)} />
      {items.length === 0 ? (
        <div className="py-16 text-center">
          <p className="text-h3 font-bold">{t("none")}</p>
          <p className="mt-2 mb-6 text-fog">{t("noneWords")}</p>
          <ButtonLink href="/admin/people" look="quiet">
            {t("all")}
          </ButtonLink>
        </div>
      ) : (
        <ul>
          {items.map((person) => (
            <li
              key={person.id}
              className="relative grid gap-x-6 gap-y-1 border-b border-line py-4 hover:bg-night sm:grid-cols-[1fr_auto_10rem]"
            >
              <div className="min-w-0">
                <Link
                  href={`/admin/people/${person.id}`}
                  prefetch={false}
                  className="font-semibold outline-none after:absolute after:inset-0 focus-visible:after:outline-3 focus-visible:after:outline-acid"
                >
                  {person.name}
                </Link>
                <p className="truncate text-sm text-fog">{person.email ?? t("unnamed")}</p>
              </div>
              <p className="flex flex-wrap items-start gap-2">
                {person.role !== "customer" && <Badge tone="uv">{roleName(person.role)}</Badge>}
                {person.blocked && <Badge tone="gone">{t("isBlocked")}</Badge>}
                {person.garments > 0 && <Badge tone="lit">{t("garments", { count: person.garments })}</Badge>}
              </p>
              <p className="text-sm text-fog sm:text-right">
                {t("since", { day: formatDay(person.memberSince) })}
              </p>
            </li>
          ))}
        </ul>
      )}
      <div className="mt-8 flex flex-wrap gap-4">
        {nextCursor && (
          <ButtonLink
            href={`/admin/people?${new URLSearchParams({ ...filter, after: nextCursor })}`}
            look="quiet"
          >
            {t("older")}
          </ButtonLink>
        )}
        {items.length > 0 && (
          <a
            href={`/api/admin/users/export?${address}`}
            download
            className="inline-flex min-h-12 items-center underline underline-offset-4 hover:text-acid"
          >
            {t("export")}
          </a>
        )}
      </div>
    </>
  );
}
