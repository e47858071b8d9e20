import { useTranslations } from "next-intl";
import { Hash } from "@/ui/hash.tsx";
import type { Twin } from "./queries.ts";

/** Who holds it, in a sentence; for its owner also where. */
export function Holder({ twin, inCustody }: { twin: Twin; inCustody: boolean }) {
  const t = useTranslations("twin.holder");
  if (twin.state === "minting") return <p className="text-lg">{t("minting")}</p>;
  const { owner } = twin;
  if (!owner) return <p className="text-lg">{t("nobody")}</p>;
  const address = { owner: () => <Hash value={owner} /> };
  return (
    <div>
      <p className="text-lg" data-testid="holder">
        {twin.isYours ? (
          <strong className="font-semibold text-acid">{t("yours")}</strong>
        ) : (
          t.rich("heldBy", address)
        )}
      </p>
      {twin.isYours && (
        <p className="mt-1 text-sm text-fog">{t.rich(inCustody ? "custody" : "ownWallet", address)} </p>
      )}
    </div>
  );
}
