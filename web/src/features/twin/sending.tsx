import { useTranslations } from "next-intl";
import { Hash } from "@/ui/hash.tsx";
import { Notice } from "@/ui/notice.tsx";
import { type Step, Steps } from "@/ui/steps.tsx";
import type { Twin } from "./queries.ts";

type State = Omit<NonNullable<Twin["sending"]>, "id" | "requestedAt">;

/** A garment on its way to another wallet. */
export function Sending({ sending }: { sending: State }) {
  const t = useTranslations("twin.sending");
  if (sending.state === "failed") {
    return (
      <Notice tone="bad" title={t("failed")}>
        <p>{t("failedWords", { reason: sending.failure ?? t("noReason") })}</p>
      </Notice>
    );
  }
  const owner = () => <Hash value={sending.to} />;
  const arrived = sending.state === "mined" || sending.state === "final";
  const steps: Step[] = [
    { title: t("asked"), state: "done" },
    {
      title: t("onChain"),
      state: sending.state === "queued" ? "now" : "done",
      detail: sending.hash && <Hash value={sending.hash} />,
    },
    {
      title: t("arrived"),
      state: arrived ? "done" : sending.state === "sent" ? "now" : "next",
      detail:
        sending.block === null
          ? t.rich("at", { owner })
          : t.rich("atInBlock", { owner, block: String(sending.block) }),
    },
  ];
  return (
    <div data-testid="sending" data-state={sending.state}>
      <h2 className="mb-5 text-h3 font-bold">{t(arrived ? "titleSent" : "titleSending")}</h2>
      <Steps steps={steps} />
    </div>
  );
}

export function isMoving(sending: Twin["sending"]): boolean {
  return sending?.state === "queued" || sending?.state === "sent";
}
