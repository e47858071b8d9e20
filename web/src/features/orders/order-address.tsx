import { useTranslations } from "next-intl";
import type { Order } from "./queries.ts";

export function OrderAddress({ address }: { address: Order["address"] }) {
  const t = useTranslations("orders.page");
  return (
    <div className="mt-6 border-t border-line pt-5">
      <h2 className="label text-fog">{t("goesTo")}</h2>
      <address className="mt-2 not-italic">
        {address.fullName}
        <br />
        {address.line1}
        {address.line2 && (
          <>
            <br />
            {address.line2}
          </>
        )}
        <br />
        {address.city} {address.postalCode}
        <br />
        {address.state}
      </address>
      <p className="mt-1 text-fog">{address.phone}</p>
    </div>
  );
}
