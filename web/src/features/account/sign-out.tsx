import { useTranslations } from "next-intl";
import { signOut } from "./actions.ts";

export function SignOut() {
  const t = useTranslations("account");
  return (
    <form action={signOut}>
      <button type="submit" className="py-2 text-[0.9375rem] text-fog transition-colors hover:text-ice">
        {t("signOut")}
      </button>
    </form>
  );
}
