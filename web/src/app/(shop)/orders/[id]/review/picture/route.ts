import { redirect } from "next/navigation";
import { api } from "@/api.ts";
import { problemOf } from "@/api-problem.ts";
import { env } from "@/env.ts";
import { signInPath } from "@/features/account/next-path.ts";
import { reviewPath } from "@/features/reviews/paths.ts";

/** The API's own limit: what is over it is not even read here. */
const mostBytes = (5 * 1024 + 16) * 1024;
type Context = { params: Promise<{ id: string }> };

/** Where the form of a review's picture goes: on to the API and back. No server action: see account/profile/picture/route.ts. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const query = new URL(request.url).searchParams;
  const page = reviewPath((await params).id, query.get("item") ?? "");
  const said = await passOn(request, query.get("review") ?? "");
  redirect(said === "not_signed_in" ? signInPath(page) : `${page}&picture=${said}`);
}

/** `shown`, or the code of a refusal. */
async function passOn(request: Request, id: string): Promise<string> {
  // A server action would have been asked this by Next. Every browser names the origin of a form that it posts.
  if (request.headers.get("origin") !== env().webUrl) return "cross_site_request";
  const length = Number(request.headers.get("content-length"));
  if (!(length <= mostBytes)) return "body_too_large";
  const bytes = await request.arrayBuffer();
  try {
    const { error } = await (await api()).POST("/api/reviews/{id}/pictures", {
      params: { path: { id } },
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
