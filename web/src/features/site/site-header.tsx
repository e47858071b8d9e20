import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { currentUser } from "@/features/account/current-user.ts";
import { SignOut } from "@/features/account/sign-out.tsx";
import { garmentsInCart } from "@/features/cart/queries.ts";
import { CartMark, SearchMark, Wordmark } from "@/ui/marks.tsx";
import { CloseOnNavigate } from "./close-on-navigate.tsx";
import { NavLink } from "./nav-link.tsx";

export async function SiteHeader() {
  const [t, user, count] = await Promise.all([
    getTranslations("site.header"),
    currentUser(),
    garmentsInCart(),
  ]);
  const places = [
    { href: "/products", words: t("products") },
    { href: "/#neon-noir", words: t("neonNoir") },
    { href: "/#chip", words: t("chip") },
  ];
  const own = user
    ? [
        { href: "/garments", words: t("garments") },
        { href: "/orders", words: t("orders") },
        { href: "/account", words: t("account") },
      ]
    : [{ href: "/sign-in", words: t("signIn") }];
  return (
    <header className="sticky top-0 z-40 border-b border-line bg-void/90 backdrop-blur-md">
      <div className="page flex h-16 items-center gap-8">
        <Link href="/" className="-ml-1 p-1" prefetch={false}>
          <Wordmark className="h-6 w-auto text-ice transition-colors hover:text-acid" />
        </Link>
        <nav aria-label={t("main")} className="hidden gap-7 md:flex">
          {places.map((place) => (
            <NavLink key={place.href} {...place} />
          ))}
        </nav>
        <nav aria-label={t("you")} className="ml-auto flex items-center gap-2 md:gap-6">
          <div className="hidden items-center gap-7 md:flex">
            {own.map((place) => (
              <NavLink key={place.href} {...place} />
            ))}
            {user && <SignOut />}
          </div>
          {/* A whole load: the browser puts the cursor into the field that the address names. */}
          <a
            href="/products#search"
            aria-label={t("search")}
            className="grid size-11 place-items-center transition-colors hover:text-acid"
          >
            <SearchMark className="size-6" />
          </a>
          <Link
            href="/cart"
            prefetch={false}
            className="relative flex min-h-11 items-center gap-2 px-2 transition-colors hover:text-acid"
          >
            <CartMark className="size-6" />
            <span className="font-mono text-sm tabular-nums" data-testid="cart-count">
              <span aria-hidden>{count}</span>
              <span className="sr-only">{t("cart", { count })}</span>
            </span>
          </Link>
          <button
            type="button"
            popoverTarget="menu"
            className="grid size-11 place-items-center md:hidden"
            aria-label={t("menu")}
          >
            <span aria-hidden className="grid w-6 gap-[5px]">
              <span className="h-0.5 bg-ice" />
              <span className="h-0.5 w-4 bg-ice" />
              <span className="h-0.5 bg-ice" />
            </span>
          </button>
        </nav>
      </div>
      <div
        id="menu"
        popover="auto"
        className="inset-x-0 top-16 m-0 h-[calc(100dvh-4rem)] w-full bg-night/98 p-6 text-ice backdrop:bg-void/60"
      >
        <nav aria-label={t("menu")} className="flex flex-col">
          {[...places, ...own].map((place) => (
            <Link
              key={place.href}
              href={place.href}
              prefetch={false}
              className="border-b border-line py-4 font-display text-3xl font-bold"
            >
              {place.words}
            </Link>
          ))}
          {user && (
            <div className="pt-6">
              <SignOut />
              {user.email && <p className="mt-2 text-sm break-all text-fog">{user.email}</p>}
            </div>
          )}
        </nav>
        <CloseOnNavigate id="menu" />
      </div>
    </header>
  );
}
