import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { currentAccount } from "@/features/account/current-user.ts";
import { signInPath } from "@/features/account/next-path.ts";
import { SignOut } from "@/features/account/sign-out.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("account.home");
  return { title: t("title") };
}

export default async function AccountHomePage() {
  const [t, account] = await Promise.all([getTranslations("account.home"), currentAccount()]);
  if (!account) redirect(signInPath("/account"));
  const { user } = account;
  const rooms = [
    { href: "/garments", title: t("garments"), words: t("garmentsWords") },
    { href: "/account/leave", title: t("leave"), words: t("leaveWords") },
    { href: "/orders", title: t("orders"), words: t("ordersWords") },
    { href: "/account/wishlist", title: t("wishlist"), words: t("wishlistWords") },
    { href: "/account/profile", title: t("profile"), words: t("profileWords") },
    { href: "/account/addresses", title: t("addresses"), words: t("addressesWords") },
    { href: "/account/privacy", title: t("privacy"), words: t("privacyWords") },
    { href: "/account/security", title: t("security"), words: t("securityWords") },
    ...(user.role === "customer" ? [] : [{ href: "/admin", title: t("house"), words: t("houseWords") }]),
  ];
  return (
    <div className="page pt-10 md:pt-16">
      <h1 className="text-h1 font-extrabold">{t("title")}</h1>
      <p className="mt-2 break-all text-fog">{t("since", { who: user.email ?? user.name })}</p>
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
