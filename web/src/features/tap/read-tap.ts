import { api, type Schemas } from "@/api.ts";

type Query = Record<string, string | string[] | undefined>;
type Verdict = Schemas["TapVerdict"];
export type TapTwin = NonNullable<Verdict["twin"]>;
type AsOf = NonNullable<Verdict["asOf"]>;

/** What a tap came to, as the page shows it. */
export type TapResult =
  | { kind: "genuine"; twin: TapTwin | undefined; asOf: AsOf | undefined }
  | { kind: "refused"; reason: NonNullable<Verdict["reason"]> }
  | { kind: "unreadable" | "unreachable" | "too_many" };

/** The parameters that a chip writes into the URL; null when the page was opened without a chip. */
export function tapOf(query: Query): { pk2: string; rnd: string; rndsig: string } | null {
  const { pk2, rnd, rndsig } = query;
  if (pk2 === undefined && rnd === undefined && rndsig === undefined) return null;
  return { pk2: one(pk2), rnd: one(rnd), rndsig: one(rndsig) };
}

/** Has the API verify a tap. Each read counts once, so a page that is loaded again says that it was read before. */
export async function readTap(tap: { pk2: string; rnd: string; rndsig: string }): Promise<TapResult> {
  const client = await api();
  const answer = await client.POST("/api/nfc/scan", { body: { kind: "url", ...tap } }).catch(() => null);
  if (!answer || answer.response.status >= 500) return { kind: "unreachable" };
  if (answer.response.status === 429) return { kind: "too_many" };
  if (!answer.data) return { kind: "unreadable" };
  const { genuine, reason, twin, asOf } = answer.data;
  if (genuine) return { kind: "genuine", twin, asOf };
  return { kind: "refused", reason: reason ?? "bad_signature" };
}

const one = (value: string | string[] | undefined) => (typeof value === "string" ? value : "");
