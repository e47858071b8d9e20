import { useTranslations } from "next-intl";
import { Button } from "@/ui/button.tsx";

export type PeopleFilter = { search?: string; role?: string; tribe?: string; blocked?: string };

/** A GET form: all of the filter is in the address. The file takes the same. */
export function PeopleFilterForm({ filter }: { filter: PeopleFilter }) {
  const t = useTranslations("admin.people");
  const roles = useTranslations("admin.role");
  const control = "min-h-11 rounded-[2px] border border-line-strong bg-night px-3 hover:border-fog";
  const choices = [
    {
      name: "role",
      title: t("role"),
      options: [
        ["", t("any")],
        ["customer", roles("customer")],
        ["admin", roles("admin")],
        ["super_admin", roles("super_admin")],
      ],
    },
    {
      name: "tribe",
      title: t("tribe"),
      options: [
        ["", t("tribeAny")],
        ["true", t("tribeYes")],
        ["false", t("tribeNo")],
      ],
    },
    {
      name: "blocked",
      title: t("blocked"),
      options: [
        ["", t("blockedAny")],
        ["true", t("blockedYes")],
        ["false", t("blockedNo")],
      ],
    },
  ] as const;
  return (
    <form action="/admin/people" method="get" className="mt-6 flex flex-wrap gap-3 border-b border-line pb-6">
      <input
        type="search"
        name="search"
        aria-label={t("search")}
        placeholder={t("search")}
        defaultValue={filter.search}
        className={`${control} w-full placeholder:text-mute sm:w-72`}
      />
      {choices.map(({ name, title, options }) => (
        <select
          key={name}
          name={name}
          aria-label={title}
          defaultValue={filter[name] ?? ""}
          className={control}
        >
          {options.map(([value, words]) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </select>
      ))}
      <Button type="submit" look="quiet" size="small" className="min-h-11">
        {t("find")}
      </Button>
    </form>
  );
}
