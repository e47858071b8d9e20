import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Avatar } from "@/features/account/avatar.tsx";
import { currentAccount, currentProfile } from "@/features/account/current-user.ts";
import { SignOut } from "@/features/account/sign-out.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("account.home");
  return { title: t("title") };
}

export default async function AccountHomePage() {
  const [t, { email, name, picture }, account] = await Promise.all([
    getTranslations("account.home"),
    currentProfile("/account"),
    currentAccount(),
  ]);
  const isOfTheHouse = account !== null && account.user.role !== "customer";
  const rooms = [
    { href: "/garments", title: t("garments"), words: t("garmentsWords") },
    { href: "/account/leave", title: t("leave"), words: t("leaveWords") },
    { href: "/orders", title: t("orders"), words: t("ordersWords") },
    { href: "/account/wishlist", title: t("wishlist"), words: t("wishlistWords") },
    { href: "/account/profile", title: t("profile"), words: t("profileWords") },
    { href: "/account/addresses", title: t("addresses"), words: t("addressesWords") },
    { href: "/account/notifications", title: t("notifications"), words: t("notificationsWords") },
    { href: "/account/privacy", title: t("privacy"), words: t("privacyWords") },
    { href: "/account/security", title: t("security"), words: t("securityWords") },
    ...(isOfTheHouse ? [{ href: "/admin", title: t("house"), words: t("houseWords") }] : []),
  ];
  return (
    <div className="page pt-10 md:pt-16">
      <div className="flex items-center gap-5">
        <Avatar picture={picture} name={name} className="size-16 text-3xl md:size-24 md:text-5xl" />
        <div className="min-w-0">
          <h1 className="text-h1 font-extrabold">{t("title")}</h1>
          <p className="mt-2 break-all text-fog">{t("since", { who: email ?? name })}</p>
        </div>
      </div>
      <ul className="mt-9 grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
        {rooms.map(({ href, title, words }) => (
          <li key={href}>
            <Link
              href={href}
              prefetch={false}
              className="cut-[20px] block h-full border border-line bg-panel p-6 transition-colors hover:border-acid"
            >
              <span className="font-display text-2xl font-bold">{title}</span>
              <span className="mt-2 block text-fog">{words}</span>
            </Link>
          </li>
        ))}
      </ul>
      <div className="mt-8">
        <SignOut />
      </div>
    </div>
  );
}
