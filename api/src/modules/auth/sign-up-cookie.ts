import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { hashSecret, newSecret } from "../../db/hash-secret.ts";
import type { AppEnv } from "../../http/create-router.ts";
import { hostCookie } from "../../http/host-cookie.ts";

/** After this long the person chooses the password anew when they open the link: one hour. */
const signUpCookieSec = 60 * 60;

/**
 * Gives the browser that signs up a secret, and returns its hash for the sign-up's row: only in this browser does the
 * link open the account with the password typed here. Each sign-up has its own, so an older one of a shared browser
 * gets nothing.
 */
export function setSignUpCookie(c: Context<AppEnv>): string {
  const { name, attributes } = signUpCookie(c);
  const secret = newSecret();
  setCookie(c, name, secret, { ...attributes, maxAge: signUpCookieSec });
  return hashSecret(secret);
}

/** What the sign-up of this browser stands under; null for a browser that made none. */
export function signUpBrowserOf(c: Context<AppEnv>): string | null {
  const secret = getCookie(c, signUpCookie(c).name);
  return secret ? hashSecret(secret) : null;
}

export function clearSignUpCookie(c: Context<AppEnv>) {
  const { name, attributes } = signUpCookie(c);
  deleteCookie(c, name, attributes);
}

const signUpCookie = (c: Context<AppEnv>) => hostCookie(c.var.deps.env, "flux-sign-up");
