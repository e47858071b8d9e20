import type { Context } from "hono";
import { deleteCookie, setCookie } from "hono/cookie";
import type { Env } from "../../env.ts";
import type { AppEnv } from "../../http/create-router.ts";
import { hostCookie } from "../../http/host-cookie.ts";

export const sessionSeconds = 7 * 24 * 60 * 60;

export const sessionCookie = (env: Pick<Env, "WEB_URL">) => hostCookie(env, "flux-session");

/** Answers with the session cookie. `signed` is what signSessionToken made. */
export function setSessionCookie(c: Context<AppEnv>, signed: string) {
  const { name, attributes } = sessionCookie(c.var.deps.env);
  setCookie(c, name, signed, { ...attributes, maxAge: sessionSeconds });
}

export function clearSessionCookie(c: Context<AppEnv>) {
  const { name, attributes } = sessionCookie(c.var.deps.env);
  deleteCookie(c, name, attributes);
}
