import { useTranslations } from "next-intl";
import { Button } from "@/ui/button.tsx";
import { type Choice, choicesOf, type FacetName } from "./choices-of.ts";
import { type ProductFilter, sorts } from "./filter.ts";
import type { Facets } from "./queries.ts";

const control =
  "min-h-11 w-full min-w-0 rounded-[2px] border border-line-strong bg-night px-3 placeholder:text-mute hover:border-fog";
/** A sheet on a phone, and the side of the page where there is room for one. */
const sheet =
  "m-0 h-dvh max-h-none w-full max-w-none overflow-y-auto bg-night p-6 text-ice lg:static lg:block lg:h-auto lg:overflow-visible lg:bg-transparent lg:p-0";

/** All of the filter as a GET form: it works before JavaScript does, and what is chosen is in the address. */
export function FilterForm({
  filter,
  all,
  now,
  count,
}: {
  filter: ProductFilter;
  all: Facets;
  now: Facets;
  count: number;
}) {
  const t = useTranslations("catalogue.filter");
  const facets = { all, now };
  return (
    <search>
      <form action="/products" method="get" autoComplete="off">
        <div className="grid grid-cols-[1fr_auto] gap-3 lg:grid-cols-1">
          <input
            type="search"
            id="search"
            name="q"
            maxLength={80}
            aria-label={t("search")}
            placeholder={t("hint")}
            defaultValue={filter.q}
            enterKeyHint="search"
            className={`${control} col-span-2 lg:col-span-1`}
          />
          <select name="sort" aria-label={t("sort")} defaultValue={filter.sort ?? ""} className={control}>
            <option value="">{t(filter.q ? "order.best" : "order.ours")}</option>
            {sorts.map((sort) => (
              <option key={sort} value={sort}>
                {t(`order.${sort}`)}
              </option>
            ))}
          </select>
          <Button look="quiet" popoverTarget="filters" className="lg:hidden">
            {t("open")}
          </Button>
        </div>
        <div id="filters" popover="auto" className={sheet}>
          <div className="mb-4 flex items-center justify-between lg:hidden">
            <h2 className="text-h2 font-bold">{t("open")}</h2>
            <Button look="bare" popoverTarget="filters" popoverTargetAction="hide">
              {t("close")}
            </Button>
          </div>
          <div className="divide-y divide-line">
            <Group name="category" words={t("category")} chosen={filter.category} {...facets} />
            <Group name="size" words={t("size")} chosen={filter.size} {...facets} />
            <Group name="color" words={t("color")} chosen={filter.color} {...facets} />
            <fieldset className="py-5">
              <legend className="float-left mb-2 font-semibold">{t("price")}</legend>
              <div className="clear-both grid grid-cols-2 gap-3">
                <Rupees name="min" words={t("min")} paise={filter.minPrice} />
                <Rupees name="max" words={t("max")} paise={filter.maxPrice} />
              </div>
            </fieldset>
            <div className="py-5">
              <label className="flex min-h-10 cursor-pointer items-center gap-3">
                <input
                  type="checkbox"
                  name="inStock"
                  value="true"
                  defaultChecked={filter.inStock === "true"}
                  className="size-5 accent-acid"
                />
                {t("inStock")}
              </label>
              <label className="flex min-h-10 cursor-pointer items-center gap-3">
                <input
                  type="checkbox"
                  name="vaulted"
                  value="true"
                  defaultChecked={filter.vaulted === "true"}
                  className="size-5 accent-acid"
                />
                {t("vaulted")}
              </label>
            </div>
            <Group name="badge" words={t("badge")} chosen={filter.badge} {...facets} />
            <Group name="collection" words={t("collection")} chosen={filter.collection} {...facets} />
            <label className="block py-5">
              <span className="mb-2 block font-semibold">{t("batch")}</span>
              <input
                name="batch"
                inputMode="numeric"
                maxLength={12}
                placeholder={t("batchHint")}
                defaultValue={filter.batch}
                className={control}
              />
            </label>
          </div>
          <div className="sticky -bottom-6 bg-night pt-4 pb-6 lg:static lg:bg-transparent">
            <Button type="submit" wide look="quiet" className="bg-night">
              {t("go", { count })}
            </Button>
          </div>
        </div>
      </form>
    </search>
  );
}

/** One of the choices of a kind, or any; one that leads nowhere can't be taken. */
function Group({
  name,
  words,
  chosen,
  ...facets
}: {
  name: FacetName;
  words: string;
  chosen: string | undefined;
  all: Facets;
  now: Facets;
}) {
  const t = useTranslations("catalogue");
  const choices = choicesOf(name, facets);
  return (
    <fieldset className="py-5">
      <legend className="float-left mb-1 font-semibold">{words}</legend>
      <div className="clear-both">
        <Radio name={name} value="" chosen={chosen === undefined} words={t("filter.any")} />
        {choices.map((choice) => (
          <Radio
            key={choice.value}
            name={name}
            value={choice.value}
            chosen={choice.value === chosen}
            words={name === "category" ? t(`category.${choice.value as "tops"}`) : choice.value}
            choice={choice}
          />
        ))}
        {/* What somebody asked for in the address and no product has: sent on with the rest of the form. */}
        {chosen !== undefined && choices.every(({ value }) => value !== chosen) && (
          <Radio name={name} value={chosen} chosen words={chosen} />
        )}
      </div>
    </fieldset>
  );
}

function Radio({
  name,
  value,
  chosen,
  words,
  choice,
}: {
  name: string;
  value: string;
  chosen: boolean;
  words: string;
  choice?: Choice;
}) {
  const t = useTranslations("catalogue.filter");
  return (
    <label className="flex min-h-10 cursor-pointer items-center gap-3 has-disabled:cursor-not-allowed has-disabled:text-mute">
      <input
        type="radio"
        name={name}
        value={value}
        defaultChecked={chosen}
        disabled={choice?.products === 0 && !chosen}
        className="size-5 shrink-0 accent-acid"
      />
      {choice?.hex && (
        <span aria-hidden className="size-4 border border-line-strong" style={{ background: choice.hex }} />
      )}
      <span className="min-w-0 wrap-anywhere">{words}</span>
      {choice && (
        <span className="ml-auto font-mono text-label text-fog">
          <span aria-hidden>{choice.products}</span>
          <span className="sr-only">{t("leadsTo", { count: choice.products })}</span>
        </span>
      )}
    </label>
  );
}

function Rupees({ name, words, paise }: { name: string; words: string; paise: number | undefined }) {
  return (
    <label className="block text-sm text-fog">
      {words}
      <input
        name={name}
        inputMode="decimal"
        maxLength={14}
        defaultValue={paise === undefined ? undefined : paise / 100}
        className={`${control} text-base text-ice`}
      />
    </label>
  );
}
