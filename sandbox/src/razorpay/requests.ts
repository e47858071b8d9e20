import type { Context } from "hono";
import { RazorpayError } from "./errors.ts";

/** A JSON object body; anything else is Razorpay's 400. */
export async function readJson(c: Context): Promise<Record<string, unknown>> {
  const body: unknown = await c.req.json().catch(() => undefined);
  if (body === null || typeof body !== "object" || Array.isArray(body))
    throw new RazorpayError("The request body is not a valid JSON object");
  return { ...body };
}

/** Newest first, `count` (10, at most 100) after `skip`, created between `from` and `to` (unix seconds). */
export function slice<Item extends { created_at: number }>(
  items: Item[],
  query: Record<string, string>,
): Item[] {
  const from = Number(query.from ?? 0);
  const to = Number(query.to ?? Number.POSITIVE_INFINITY);
  const skip = Number(query.skip ?? 0);
  const wanted = items.filter((item) => item.created_at >= from && item.created_at <= to).reverse();
  return wanted.slice(skip, skip + Math.min(Number(query.count ?? 10), 100));
}

/** Reads `notes[city]=Pune` style fields of a form: bracketed("notes", form) → { city: "Pune" }. */
export function bracketed(name: string, form: Record<string, unknown>): Record<string, string> {
  const found = Object.entries(form).flatMap(([key, value]) => {
    const inner =
      key.startsWith(`${name}[`) && key.endsWith("]") ? key.slice(name.length + 1, -1) : undefined;
    return inner !== undefined && typeof value === "string" ? [[inner, value] as const] : [];
  });
  return Object.fromEntries(found);
}
