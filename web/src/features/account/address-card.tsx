import { useTranslations } from "next-intl";
import type { Schemas } from "@/api.ts";
import { Badge } from "@/ui/badge.tsx";
import { ButtonLink } from "@/ui/button.tsx";
import { SubmitButton } from "@/ui/submit-button.tsx";
import { removeAddress } from "./profile-actions.ts";

export function AddressCard({ address }: { address: Schemas["KeptAddress"] }) {
  const t = useTranslations("account.addresses");
  const { id, fullName, phone, line1, line2, city, state, postalCode, isDefault } = address;
  return (
    <li className="cut-[20px] flex flex-col justify-between gap-5 border border-line bg-panel p-5">
      <div>
        {isDefault && (
          <p className="mb-3">
            <Badge tone="lit">{t("default")}</Badge>
          </p>
        )}
        <address className="not-italic">
          <strong>{fullName}</strong>
          {[line1, line2, `${city} ${postalCode}`, state, phone].filter(Boolean).map((written) => (
            <span key={written} className="block text-fog">
              {written}
            </span>
          ))}
        </address>
      </div>
      <div className="flex flex-wrap gap-3">
        <ButtonLink href={`/account/addresses?change=${id}#form`} look="quiet" size="small">
          {t("change")}
        </ButtonLink>
        <form action={removeAddress}>
          <input type="hidden" name="id" value={id} />
          <SubmitButton look="danger" size="small" busy={t("removing")}>
            {t("remove")}
          </SubmitButton>
        </form>
      </div>
    </li>
  );
}
