import { useTranslations } from "next-intl";
import { Button } from "@/ui/button.tsx";
import { Field } from "@/ui/field.tsx";

/** A GET form: all of the filter is in the address. */
export function AuditFilterForm({ filter }: { filter: Record<string, string> }) {
  const t = useTranslations("admin.audit");
  return (
    <form
      action="/admin/audit"
      method="get"
      className="mt-6 grid items-end gap-4 border-b border-line pb-6 sm:grid-cols-2 lg:grid-cols-6"
    >
      <Field name="act" title={t("act")} placeholder={t("anyAct")} list="acts" defaultValue={filter.act} />
      <datalist id="acts">
        {acts.map((act) => (
          <option key={act} value={act} />
        ))}
      </datalist>
      <Field name="actor" title={t("actor")} placeholder={t("hint")} defaultValue={filter.actor} />
      <Field name="subject" title={t("subject")} placeholder={t("hint")} defaultValue={filter.subject} />
      <Field name="since" title={t("since")} type="date" defaultValue={filter.since} />
      <Field name="until" title={t("until")} type="date" defaultValue={filter.until} />
      <Button type="submit" look="quiet">
        {t("find")}
      </Button>
    </form>
  );
}

/** Those that somebody looks for most. */
const acts = [
  "signed_in",
  "role_changed",
  "account_blocked",
  "garment_sent",
  "piece_refunded",
  "mint_parked",
  "api_key_made",
  "people_exported",
  "books_audited",
];
