import { getTranslations } from "next-intl/server";
import type { Schemas } from "@/api.ts";
import { SubmitButton } from "@/ui/submit-button.tsx";
import { chooseNotifications } from "./notification-actions.ts";

/** What a person may choose to be told of, each with a box. */
export async function NotificationForm({ choices }: { choices: Schemas["Notifications"]["choices"] }) {
  const t = await getTranslations("account.notifications");
  const kinds = [
    { name: "drops", title: t("drops"), words: t("dropsWords"), isOn: choices.drops },
    { name: "restocks", title: t("restocks"), words: t("restocksWords"), isOn: choices.restocks },
    { name: "reviews", title: t("reviews"), words: t("reviewsWords"), isOn: choices.reviews },
  ];
  return (
    <form action={chooseNotifications}>
      <ul className="mb-6 divide-y divide-line border-line border-y">
        {kinds.map(({ name, title, words, isOn }) => (
          <li key={name}>
            <label className="flex cursor-pointer items-start gap-4 py-4">
              <input
                type="checkbox"
                name={name}
                defaultChecked={isOn}
                aria-describedby={`about-${name}`}
                className="mt-1 size-5 shrink-0 accent-acid"
              />
              <span>
                <span className="block font-semibold">{title}</span>
                <span id={`about-${name}`} className="mt-1 block text-fog">
                  {words}
                </span>
              </span>
            </label>
          </li>
        ))}
      </ul>
      <SubmitButton busy={t("saving")}>{t("save")}</SubmitButton>
    </form>
  );
}
