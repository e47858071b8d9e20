import { getMessages, getTranslations } from "next-intl/server";
import type { Schemas } from "@/api.ts";
import { Badge } from "@/ui/badge.tsx";
import { ButtonLink } from "@/ui/button.tsx";
import { Notice } from "@/ui/notice.tsx";
import { SubmitButton } from "@/ui/submit-button.tsx";
import { AskPhoneForm } from "./ask-phone-form.tsx";
import { CodeForm } from "./code-form.tsx";
import { provePhone, removePhone } from "./phone-actions.ts";
import { profilePage } from "./picture-paths.ts";
import { ResendCodeForm } from "./resend-code-form.tsx";

type Props = {
  profile: Pick<Schemas["Profile"], "phone" | "phoneVerified">;
  asked: Schemas["AskedPhone"]["asked"];
  /** What the page's address says came before: sent, proven, removed, or change. */
  outcome: unknown;
};

/** Somebody's number: proven or not, asked for a code, or to be asked for. */
export async function Phone({ profile: { phone, phoneVerified }, asked, outcome }: Props) {
  const [t, messages] = await Promise.all([getTranslations("account.phone"), getMessages()]);
  const words = messages.account;
  const isChanging = outcome === "change";
  const isWaiting = asked !== null && !isChanging;
  const asks = !isWaiting && (isChanging || !phone || !phoneVerified);
  return (
    <div className="space-y-5">
      <h2 id="phone" className="scroll-mt-24 text-h3 font-bold">
        {t("title")}
      </h2>
      {outcome === "proven" && phoneVerified && <Notice tone="good" title={t("isProven")} />}
      {outcome === "removed" && !phone && <Notice tone="good" title={t("removed")} />}
      {phone ? (
        <div className="flex flex-wrap items-center gap-4">
          <p className="font-mono text-lg whitespace-nowrap">{spaced(phone)}</p>
          <Badge tone={phoneVerified ? "lit" : "plain"}>{phoneVerified ? t("proven") : t("unproven")}</Badge>
          <form action={removePhone} className="ml-auto">
            <SubmitButton look="danger" size="small" busy={t("removing")}>
              {t("remove")}
            </SubmitButton>
          </form>
        </div>
      ) : (
        !isWaiting && <p className="text-fog">{t("words")}</p>
      )}
      {isWaiting && (
        <>
          <p>
            {t.rich("sent", {
              phone: () => <strong className="font-mono whitespace-nowrap">{spaced(asked.phone)}</strong>,
            })}
          </p>
          <CodeForm submit={provePhone} next={profilePage} title={t("code")} words={words.codeForm} />
          <ResendCodeForm phone={asked.phone} againAt={asked.againAt} words={words.resendCodeForm} />
        </>
      )}
      {asks && (
        <AskPhoneForm known={isChanging ? undefined : (phone ?? undefined)} words={words.askPhoneForm} />
      )}
      {!asks && (
        <ButtonLink href={`${profilePage}?phone=change#phone`} look="bare">
          {isWaiting ? t("another") : t("change")}
        </ButtonLink>
      )}
      {isChanging && (asked || phone) && (
        <ButtonLink href={`${profilePage}#phone`} look="bare">
          {t("back")}
        </ButtonLink>
      )}
    </div>
  );
}

/** +919876543210 as people read it out. */
const spaced = (phone: string) => phone.replace(/^(\+91)(\d{5})(\d{5})$/, "$1 $2 $3");
