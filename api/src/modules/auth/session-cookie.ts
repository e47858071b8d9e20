import type { Context } from "hono";
import { deleteCookie, setCookie } from "hono/cookie";
import type { Env } from "../../env.ts";
import type { AppEnv } from "../../http/create-router.ts";

export const sessionSeconds = 7 * 24 * 60 * 60;

/**
 * `__Host-` binds the cookie to this very host over TLS: a sibling subdomain can neither read nor plant it.
 * Browsers refuse that prefix on plain http, which only a machine's own stack speaks.
 */
export function sessionCookie({ WEB_URL }: Pick<Env, "WEB_URL">) {
  const secure = WEB_URL.startsWith("https:");
  return {
    name: secure ? "__Host-flux-session" : "flux-session",
    attributes: { httpOnly: true, secure, sameSite: "lax", path: "/" } as const,
  };
}

/** Answers with the session cookie. `signed` is what signSessionToken made. */
export function setSessionCookie(c: Context<AppEnv>, signed: string) {
  const { name, attributes } = sessionCookie(c.var.deps.env);
  setCookie(c, name, signed, { ...attributes, maxAge: sessionSeconds });
}

export function clearSessionCookie(c: Context<AppEnv>) {
  const { name, attributes } = sessionCookie(c.var.deps.env);
  deleteCookie(c, name, attributes);
}
