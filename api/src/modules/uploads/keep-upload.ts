import { sql } from "drizzle-orm";
import type { Redrawn, Sent } from "../../adapters/pictures/pictures.ts";
import type { ApiDeps } from "../../deps.ts";
import { uploadErrors } from "./errors.ts";
import { type UploadKind, uploadKinds } from "./kinds.ts";
import { uploads } from "./tables.ts";
import { uploadName } from "./upload-name.ts";

/** How long a file may lie unused: far longer than it takes to commit what uses it. */
const unusedFor = sql`now() + interval '1 hour'`;

type KeepUpload = { kind: UploadKind; userId: string; sent: Sent };

/**
 * Draws what somebody sent anew and keeps it, for an hour: until then a row has to point at its name, with
 * `exchangeUploads` in that transaction. Returns the name. Throws the `sendingErrors`.
 */
export async function keepUpload(
  { db, pictures, storage }: Pick<ApiDeps, "db" | "pictures" | "storage">,
  { kind, userId, sent }: KeepUpload,
): Promise<string> {
  const rules = uploadKinds[kind];
  const drawn = await pictures.redraw(sent, rules, userId);
  if (!drawn.ok) throw refusal(drawn, rules);
  const name = uploadName(kind, drawn.webp);
  // The row first and for itself: after a crash the sweep knows of the file. Of one that is there already the clock
  // starts anew, and a sweep that has it in its hands is waited for: the file is written after it.
  await db
    .insert(uploads)
    .values({ name, sizeBytes: drawn.webp.length, sweepAfter: unusedFor })
    .onConflictDoUpdate({ target: uploads.name, set: { sweepAfter: unusedFor } });
  await storage.put(name, drawn.webp);
  return name;
}

type Rules = (typeof uploadKinds)[UploadKind];

function refusal({ refused }: Redrawn & { ok: false }, { mostBytes, mostPixels }: Rules) {
  const errors = {
    unreadable_form: () => uploadErrors.picture_form_unreadable(),
    missing: () => uploadErrors.picture_missing(),
    too_large: () => uploadErrors.picture_too_large({ mostBytes }),
    unknown_type: () => uploadErrors.picture_type_refused(),
    animated: () => uploadErrors.picture_animated(),
    too_many_pixels: () => uploadErrors.picture_has_too_many_pixels({ mostPixels }),
    broken: () => uploadErrors.picture_broken(),
    too_slow: () => uploadErrors.picture_too_slow(),
    too_many_of_yours: () => uploadErrors.uploads_under_way({ retryAfterSec: 2 }),
    busy: () => uploadErrors.uploads_busy({ retryAfterSec: 5 }),
  };
  return errors[refused]();
}
