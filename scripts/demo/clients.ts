import type { paths } from "@flux/web/api-types";
import createClient from "openapi-fetch";
import type { Status } from "../flux/state.ts";

export type Api = ReturnType<typeof createApi>;

/** The platform's API, as its OpenAPI document describes it. `token` signs a person in. */
export function createApi({ urls }: Status, token?: string) {
  return createClient<paths>({
    baseUrl: urls.api,
    ...(token ? { headers: { authorization: `Bearer ${token}` } } : {}),
  });
}

/** The answer's body, or the API's own sentence as an error. */
export function dataOf<T>({ data, error, response }: { data?: T; error?: unknown; response: Response }): T {
  if (data !== undefined) return data;
  const message = (error as { error?: { message?: string } } | undefined)?.error?.message;
  throw new Error(`${response.url} answered ${response.status}: ${message ?? "no reason given"}`);
}

/** Asks a part of the sandbox, which has no OpenAPI document. */
export async function askSandbox<T>(url: string, body?: unknown): Promise<T> {
  const init = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
  const response = await fetch(url, { ...init, headers: { "content-type": "application/json" } });
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as T;
}
