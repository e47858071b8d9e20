import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { SignOut } from "@/features/account/sign-out.tsx";
import { NavLink } from "@/features/site/nav-link.tsx";
import { Wordmark } from "@/ui/marks.tsx";

/** The house's own head: its rooms, and the way back to the shop. */
export async function AdminHeader() {
  const t = await getTranslations("admin.layout");
  const rooms = [
    { href: "/admin/people", words: t("people") },
    { href: "/admin/reviews", words: t("reviews") },
    { href: "/admin/audit", words: t("audit") },
    { href: "/admin/keys", words: t("keys") },
    { href: "/", words: t("shop") },
  ];
  return (
    <header className="border-b border-line bg-night">
      <div className="page flex flex-wrap items-center gap-x-8 gap-y-1 py-3">
        <Link href="/admin/people" className="-ml-1 flex items-center gap-3 p-1" prefetch={false}>
          <Wordmark className="h-5 w-auto text-ice" />
          <span className="label text-fog">{t("title")}</span>
        </Link>
        <nav aria-label={t("nav")} className="flex flex-wrap items-center gap-x-6">
          {rooms.map((room) => (
            <NavLink key={room.href} {...room} />
          ))}
        </nav>
        <div className="ml-auto">
          <SignOut />
        </div>
      </div>
    </header>
  );
}
