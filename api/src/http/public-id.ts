import { z } from "@hono/zod-openapi";

/** A product, a variant, an item of a cart or an order, an order, a user, a relay, a tag's challenge, a session, an address, an API key, a row of the audit log, a departure, a review. */
type Prefix =
  | "prd"
  | "var"
  | "itm"
  | "ord"
  | "usr"
  | "rly"
  | "chl"
  | "ses"
  | "adr"
  | "key"
  | "aud"
  | "dep"
  | "rev";

/** A UUID as the API shows it: `ord_` and its 32 hex digits. */
export function publicId(prefix: Prefix, uuid: string): string {
  return `${prefix}_${uuid.replaceAll("-", "")}`;
}

/** The UUID that a public id shows. */
export function uuidOf(id: string): string {
  return id.slice(-32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

export function isPublicId(prefix: Prefix, text: string): boolean {
  return new RegExp(`^${prefix}_[0-9a-f]{32}$`).test(text);
}

/** Parses a public id back to its UUID. Another prefix or shape is refused. */
export function publicIdSchema(prefix: Prefix) {
  return z
    .string()
    .refine((text) => isPublicId(prefix, text), `an id here is ${prefix}_ and 32 hex digits`)
    .transform(uuidOf)
    .openapi({ type: "string", example: `${prefix}_019aa0c49f1b7c3e8d2f5a6b7c8d9e0f` });
}
