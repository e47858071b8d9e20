import type { Context } from "hono";
import { deleteCookie, setCookie } from "hono/cookie";
import type { Env } from "../../env.ts";
import type { AppEnv } from "../../http/create-router.ts";
import { hostCookie } from "../../http/host-cookie.ts";
import { sessionDays } from "./session-life.ts";

export const sessionCookie = (env: Pick<Env, "WEB_URL">) => hostCookie(env, "flux-session");

/**
 * Answers with the session cookie. `signed` is what signSessionToken made. The cookie outlives the session, whose end
 * moves on the server while it is used.
 */
export function setSessionCookie<E extends AppEnv>(c: Context<E>, signed: string) {
  const { name, attributes } = sessionCookie(c.var.deps.env);
  setCookie(c, name, signed, { ...attributes, maxAge: sessionDays.most * 86_400 });
}

export function clearSessionCookie<E extends AppEnv>(c: Context<E>) {
  const { name, attributes } = sessionCookie(c.var.deps.env);
  deleteCookie(c, name, attributes);
}
