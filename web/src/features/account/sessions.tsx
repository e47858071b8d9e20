import { useTranslations } from "next-intl";
import type { Schemas } from "@/api.ts";
import { SubmitButton } from "@/ui/submit-button.tsx";
import { Time } from "@/ui/time.tsx";
import { endOtherSessions, endSession } from "./session-actions.ts";

/** Where a person is signed in, and the way to end each. */
export function Sessions({ sessions }: { sessions: Schemas["Session"][] }) {
  const t = useTranslations("account.security");
  return (
    <>
      <ul className="mt-4">
        {sessions.map((session) => (
          <li
            key={session.id}
            className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 border-t border-line py-4 first:border-0"
          >
            <div>
              <p className="font-semibold">
                {session.browser}
                {session.current && <span className="ml-3 text-sm font-normal text-acid">{t("here")}</span>}
              </p>
              <p className="mt-1 text-sm text-fog">
                {t.rich("signedIn", { time: () => <Time iso={session.signedInAt} /> })}
                {session.ipAddress && ` ${t("from", { address: session.ipAddress })}`}
              </p>
              <p className="text-sm text-fog">
                {t.rich("seen", { time: () => <Time iso={session.seenAt} /> })}
              </p>
            </div>
            {!session.current && (
              <form action={endSession}>
                <input type="hidden" name="id" value={session.id} />
                <SubmitButton look="quiet" size="small" busy={t("ending")}>
                  {t("end")}
                </SubmitButton>
              </form>
            )}
          </li>
        ))}
      </ul>
      {sessions.length > 1 && (
        <form action={endOtherSessions} className="mt-4">
          <SubmitButton look="danger" busy={t("ending")}>
            {t("endOthers")}
          </SubmitButton>
        </form>
      )}
    </>
  );
}
