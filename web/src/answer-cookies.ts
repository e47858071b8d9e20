import { parseSetCookie } from "set-cookie-parser";

const sameSites = ["lax", "strict", "none"] as const;

/** The cookies that an answer of the API sets and deletes, each in its own header, as Next's cookie jar takes them. */
export function answerCookies({ headers }: Pick<Response, "headers">) {
  return parseSetCookie(headers.getSetCookie()).map(({ sameSite, ...cookie }) => ({
    path: "/",
    ...cookie,
    sameSite: sameSites.find((known) => known === sameSite?.toLowerCase()) ?? ("lax" as const),
  }));
}
