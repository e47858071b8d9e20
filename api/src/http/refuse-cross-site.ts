import { createMiddleware } from "hono/factory";
import { httpErrors } from "../errors.ts";
import type { AppEnv } from "./create-router.ts";
import { isForeignPost } from "./foreign-posts.ts";

const safeMethods = new Set(["GET", "HEAD", "OPTIONS"]);

/** Whether requests of this method change nothing. In either case. */
export function isSafeMethod(method: string) {
  return safeMethods.has(method.toUpperCase());
}

/**
 * Keeps other sites from acting with a visitor's cookie, and from signing a visitor in as somebody else.
 * The origins of CORS_ORIGINS are ours too.
 * The algorithm of Go's net/http CrossOriginProtection: our own Origin passes, else Sec-Fetch-Site decides, else
 * any Origin refuses. A request with neither comes from no browser of this decade: scripts need no extra header.
 * A bearer token is exempt, since it never travels by itself.
 */
export const refuseCrossSite = createMiddleware<AppEnv>(async (c, next) => {
  const { WEB_URL, API_URL, CORS_ORIGINS } = c.var.deps.env;
  const exempt =
    isSafeMethod(c.req.method) ||
    isForeignPost(c.req.path) ||
    /^bearer /i.test(c.req.header("authorization") ?? "");
  if (
    !exempt &&
    isCrossSite(c.req.header("sec-fetch-site"), c.req.header("origin"), [WEB_URL, API_URL, ...CORS_ORIGINS])
  ) {
    throw httpErrors.cross_site_request();
  }
  await next();
});

function isCrossSite(fetchSite: string | undefined, origin: string | undefined, ownOrigins: string[]) {
  if (origin && ownOrigins.includes(origin)) return false;
  // "same-site" is refused too: another subdomain is another party.
  if (fetchSite) return fetchSite !== "same-origin" && fetchSite !== "none";
  return origin !== undefined;
}
