import { cookies, headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import createClient from "openapi-fetch";
import { cache } from "react";
import { answerCookies } from "./answer-cookies.ts";
import type { components, paths } from "./api.gen.ts";
import { problemOf } from "./api-problem.ts";
import { env } from "./env.ts";
import { signInPath } from "./features/account/next-path.ts";

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
      // The client's address, and nothing that the client wrote: see client-address.ts.
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
  if (response.status === 401) redirect(signInPath(here ?? "/"));
  throw new Error(`The API answered ${response.status}: ${problemOf(error, "no reason given").message}`);
}

/** Hands the API's cookies (session, guest's cart) on to the browser. For server actions. */
export async function keepCookies(response: Response): Promise<void> {
  const jar = await cookies();
  for (const cookie of answerCookies(response)) jar.set(cookie);
}

async function cookieHeader(): Promise<string> {
  const all = (await cookies()).getAll();
  return all.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join("; ");
}
