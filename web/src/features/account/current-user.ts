import { cache } from "react";
import { api, orElsewhere } from "@/api.ts";

/** Who is signed in and their wallets; null when signed out. Asked once per request. */
export const currentAccount = cache(async () => {
  const { data } = await (await api()).GET("/api/auth/me");
  return data ?? null;
});

/** For the page's frame, which stands even while the API does not. */
export async function currentUser() {
  const account = await currentAccount().catch(() => null);
  return account?.user ?? null;
}

/** Whether this browser's sign-up still waits for its mailed link. */
export async function isWaitingForLink(): Promise<boolean> {
  const { data } = await (await api()).GET("/api/auth/sign-up");
  return data?.waiting ?? false;
}

/** The profile and addresses of who is signed in. `here` is where to come back to from the sign-in. */
export async function currentProfile(here: string) {
  return orElsewhere(await (await api()).GET("/api/users/profile"), here);
}

/** The number that waits for its code in this session, as `currentProfile`. */
export async function currentAskedPhone(here: string) {
  return orElsewhere(await (await api()).GET("/api/auth/phone"), here).asked;
}

/** What stands on their wishlist, as `currentProfile`. */
export async function currentWishlist(here: string) {
  return orElsewhere(await (await api()).GET("/api/users/wishlist"), here);
}

/** What they are told of, as `currentProfile`. */
export async function currentNotifications(here: string) {
  return orElsewhere(await (await api()).GET("/api/users/notifications"), here);
}
