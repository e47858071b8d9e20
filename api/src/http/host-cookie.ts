import type { Env } from "../env.ts";

/**
 * Name and attributes of a cookie that only we read. `__Host-` binds it to this very host over TLS: a sibling subdomain
 * can neither read nor plant it. Browsers refuse that prefix on plain http, which only a machine's own stack speaks.
 */
export function hostCookie({ WEB_URL }: Pick<Env, "WEB_URL">, name: string) {
  const secure = WEB_URL.startsWith("https:");
  return {
    name: secure ? `__Host-${name}` : name,
    attributes: { httpOnly: true, secure, sameSite: "lax", path: "/" } as const,
  };
}
