import { redirect } from "next/navigation";
import { api } from "@/api.ts";
import { problemOf } from "@/api-problem.ts";
import { env } from "@/env.ts";
import { signInPath } from "@/features/account/next-path.ts";
import { profilePage } from "@/features/account/picture-paths.ts";

/** The API's own limit: what is over it is not even read here. */
const mostBytes = (2 * 1024 + 16) * 1024;

/**
 * Where the form of a picture goes in a browser that runs no script (yet): on to the API, and back to the page, which says
 * what came of it. No server action, because Next would read a file of any size up to its limit, and answer a larger one
 * with a page of its own.
 */
export async function POST(request: Request): Promise<Response> {
  const said = await passOn(request);
  redirect(said === "not_signed_in" ? signInPath(profilePage) : `${profilePage}?picture=${said}`);
}

/** `shown`, or the code of a refusal. */
async function passOn(request: Request): Promise<string> {
  // A server action would have been asked this by Next. Every browser names the origin of a form that it posts.
  if (request.headers.get("origin") !== env().webUrl) return "cross_site_request";
  const length = Number(request.headers.get("content-length"));
  if (!(length <= mostBytes)) return "body_too_large";
  const bytes = await request.arrayBuffer();
  try {
    const { error } = await (await api()).POST("/api/users/avatar", {
      headers: { "content-type": request.headers.get("content-type") ?? "" },
      // Passed on as it came: it is parsed where it can do no harm.
      body: { picture: "" },
      bodySerializer: () => bytes,
    });
    return error ? problemOf(error, "").code : "shown";
  } catch {
    // The API is away, or has no place for a picture now.
    return "unavailable";
  }
}
