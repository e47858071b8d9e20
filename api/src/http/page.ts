import { z } from "@hono/zod-openapi";
import { invalidInput } from "../errors.ts";
import { exactText } from "../input/text.ts";

/** The query of every list. `cursor` is the `nextCursor` of the page before, opaque to the caller. */
export const pageQuery = z.object({
  cursor: exactText({ max: 500 }).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(24),
});

export function pageSchema<Item extends z.ZodType>(item: Item) {
  return z.object({
    items: z.array(item),
    nextCursor: z.string().nullable().openapi({ description: "Null on the last page." }),
  });
}

/** Makes a page of `limit` rows out of `limit + 1`, and the cursor from the last row shown. */
export function toPage<Row, Item>(
  rows: Row[],
  limit: number,
  toItem: (row: Row) => Item,
  keyOf: (row: Row) => unknown,
) {
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return { items: shown.map(toItem), nextCursor: last ? encodeCursor(keyOf(last)) : null };
}

function encodeCursor(key: unknown): string {
  return Buffer.from(JSON.stringify(key)).toString("base64url");
}

/** Parses a cursor that came back. One of another list, another sort or a made up one is refused. */
export function readCursor<Key extends z.ZodType>(
  cursor: string | undefined,
  key: Key,
): z.infer<Key> | undefined {
  if (cursor === undefined) return undefined;
  try {
    return key.parse(JSON.parse(Buffer.from(cursor, "base64url").toString()));
  } catch {
    throw invalidInput([{ path: "query.cursor", message: "not a cursor of this list" }]);
  }
}
