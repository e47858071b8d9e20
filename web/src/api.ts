import { cookies, headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import createClient from "openapi-fetch";
import { cache } from "react";
import type { components, paths } from "./api.gen.ts";
import { env } from "./env.ts";

export type Schemas = components["schemas"];

const patienceMs = 10_000;

/** The API as the person behind this request: their cookies go with every call. */
export const api = cache(async () => {
  const { apiUrl, webUrl } = env();
  const seen = await headers();
  return createClient<paths>({
    baseUrl: apiUrl,
    headers: {
      cookie: await cookieHeader(),
      // Server actions have passed Next's own origin check; the API asks for the same proof.
      origin: webUrl,
      "x-forwarded-for": seen.get("x-forwarded-for") ?? "",
      "user-agent": seen.get("user-agent") ?? "",
    },
    fetch: reach,
  });
});

/** The API cannot be reached or is not ready. Its digest survives to the error page. */
export class ApiDown extends Error {
  override name = "ApiDown";
  digest = "API_DOWN";
}

async function reach(request: Request): Promise<Response> {
  const response = await fetch(request, { signal: AbortSignal.timeout(patienceMs), cache: "no-store" }).catch(
    (cause) => {
      throw new ApiDown("The API cannot be reached.", { cause });
    },
  );
  if (response.status >= 502) throw new ApiDown(`The API answered ${response.status}.`);
  return response;
}

type Answer<T> = { data?: T; error?: unknown; response: Response };

/** The data of an answer, or the page that fits: nothing here, sign in first, something broke. */
export function orElsewhere<T>({ data, error, response }: Answer<T>, here?: string): T {
  if (data !== undefined) return data;
  if (response.status === 404 || response.status === 400) notFound();
  if (response.status === 401) redirect(`/sign-in?next=${encodeURIComponent(here ?? "/")}`);
  throw new Error(`The API answered ${response.status}: ${problemOf(error).message}`);
}

type Refusal = { code: string; message: string; problems: { path: string; message: string }[] };

/** The sentence and the code of a refused call, and the fields it is about. */
export function problemOf(error: unknown): Refusal {
  if (typeof error === "object" && error !== null && "error" in error) {
    const { code, message, problems = [] } = error.error as Partial<Refusal>;
    if (typeof code === "string" && typeof message === "string") return { code, message, problems };
  }
  return { code: "internal", message: "Something broke on our side. Try again.", problems: [] };
}

/** Hands the API's cookies (session, guest's bag) on to the browser. For server actions. */
export async function keepCookies(response: Response): Promise<void> {
  const jar = await cookies();
  for (const line of response.headers.getSetCookie()) {
    const [pair = "", ...rest] = line.split(";");
    const [name = "", value = ""] = splitOnce(pair);
    const attribute = new Map(rest.map(splitOnce).map(([key, text]) => [key.toLowerCase(), text]));
    const maxAge = attribute.get("max-age");
    const expires = attribute.get("expires");
    jar.set({
      name,
      // The jar encodes again.
      value: decodeURIComponent(value),
      httpOnly: attribute.has("httponly"),
      secure: attribute.has("secure"),
      sameSite: (attribute.get("samesite")?.toLowerCase() as "lax" | "strict" | "none" | undefined) ?? "lax",
      path: attribute.get("path") ?? "/",
      ...(maxAge !== undefined && { maxAge: Number(maxAge) }),
      ...(expires !== undefined && { expires: new Date(expires) }),
    });
  }
}

function splitOnce(text: string): [string, string] {
  const at = text.indexOf("=");
  return at < 0 ? [text.trim(), ""] : [text.slice(0, at).trim(), text.slice(at + 1).trim()];
}

async function cookieHeader(): Promise<string> {
  const all = (await cookies()).getAll();
  return all.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join("; ");
}
