import { useTranslations } from "next-intl";
import { SubmitButton } from "@/ui/submit-button.tsx";
import { reportReview, voteHelpful } from "./actions.ts";
import type { Review } from "./queries.ts";

/** Whether a review helped, and a way to report it. `helped`: it did already. */
export function ReviewActs({ review, helped, back }: { review: Review; helped: boolean; back: string }) {
  const t = useTranslations("reviews.acts");
  const field = "block min-h-11 w-full rounded-[2px] border border-line-strong bg-night px-3";
  return (
    <div className="mt-4 flex flex-wrap items-start gap-x-6 gap-y-3">
      <form action={voteHelpful}>
        <input type="hidden" name="id" value={review.id} />
        <input type="hidden" name="back" value={back} />
        {helped && <input type="hidden" name="helped" value="yes" />}
        <SubmitButton look="quiet" size="small" busy={t("sending")} aria-pressed={helped}>
          {t("helpful", { count: review.helpful })}
        </SubmitButton>
      </form>
      <details className="text-sm">
        <summary className="min-h-10 cursor-pointer py-2.5 text-fog hover:text-ice">{t("report")}</summary>
        <form action={reportReview} className="mt-2 w-72 max-w-full space-y-3">
          <input type="hidden" name="id" value={review.id} />
          <input type="hidden" name="back" value={back} />
          <select name="reason" aria-label={t("reason")} className={field}>
            <option value="abusive">{t("abusive")}</option>
            <option value="spam">{t("spam")}</option>
            <option value="private">{t("private")}</option>
            <option value="not_about_it">{t("notAboutIt")}</option>
            <option value="other">{t("other")}</option>
          </select>
          <input
            name="words"
            maxLength={300}
            aria-label={t("words")}
            placeholder={t("words")}
            className={field}
          />
          <SubmitButton look="quiet" size="small" busy={t("sending")}>
            {t("send")}
          </SubmitButton>
        </form>
      </details>
    </div>
  );
}
