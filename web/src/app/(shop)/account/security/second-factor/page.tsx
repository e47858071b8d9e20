import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getMessages, getTranslations } from "next-intl/server";
import { renderSVG } from "uqr";
import { api, orElsewhere } from "@/api.ts";
import { confirmPath } from "@/features/account/next-path.ts";
import { TurnOnForm } from "@/features/account/turn-on-form.tsx";
import { ButtonLink } from "@/ui/button.tsx";
import { Panel } from "@/ui/panel.tsx";

const here = "/account/security/second-factor";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("account.setUpFactor");
  return { title: t("title") };
}

export default async function SecondFactorPage() {
  const [t, messages] = await Promise.all([getTranslations("account.setUpFactor"), getMessages()]);
  // Asked again it is the same for ten minutes, and it counts for nothing before its code came back.
  const answer = await (await api()).POST("/api/auth/totp");
  const code = answer.error?.error.code;
  if (code === "confirmation_needed") redirect(confirmPath(here));
  const offer = code === "second_factor_is_on" ? null : orElsewhere(answer, here);
  return (
    <div className="page max-w-3xl! space-y-8 pt-10 md:pt-16">
      <h1 className="text-h1 font-extrabold">{t("title")}</h1>
      <Panel>
        <TurnOnForm
          words={messages.account.turnOnForm}
          codesWords={messages.account.recoveryCodes}
          isOn={<p>{t("isOn")}</p>}
          offer={
            offer && (
              <div className="grid gap-8 sm:grid-cols-[auto_1fr]">
                <div
                  className="size-52 bg-white p-2 *:size-full"
                  role="img"
                  aria-label={t("picture")}
                  // biome-ignore lint/security/noDangerouslySetInnerHtml: an SVG of squares that uqr draws from the link.
                  dangerouslySetInnerHTML={{ __html: renderSVG(offer.link) }}
                />
                <div className="space-y-4">
                  <p>{t("scan")}</p>
                  <p className="text-fog">{t("type")}</p>
                  <p className="font-mono break-all">{offer.secret.match(/.{1,4}/g)?.join(" ")}</p>
                  <p>
                    <a
                      href={offer.link}
                      className="inline-block py-2 underline underline-offset-4 hover:text-acid"
                    >
                      {t("open")}
                    </a>
                  </p>
                </div>
              </div>
            )
          }
        />
      </Panel>
      <ButtonLink href="/account/security" look="quiet">
        {t("back")}
      </ButtonLink>
    </div>
  );
}
