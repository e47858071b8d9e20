import { and, eq, isNull } from "drizzle-orm";
import type { Sent } from "../../adapters/pictures/pictures.ts";
import type { ApiDeps, Deps } from "../../deps.ts";
import { exchangeUploads } from "../uploads/exchange-uploads.ts";
import { keepUpload } from "../uploads/keep-upload.ts";
import { userErrors } from "./errors.ts";
import { users } from "./tables.ts";

type SetAvatar = { userId: string; sent: Sent };

/** Shows a picture beside somebody's name, in place of the one before. Returns its file's name. Throws the `sendingErrors`. */
export async function setAvatar(
  deps: Pick<ApiDeps, "db" | "jobs" | "pictures" | "storage">,
  { userId, sent }: SetAvatar,
): Promise<string> {
  const image = await keepUpload(deps, { kind: "avatar", userId, sent });
  await changeAvatar(deps, { userId, image });
  return image;
}

/** Shows no picture of somebody any more. Nothing is done when there was none. */
export async function removeAvatar(
  deps: Pick<Deps, "db" | "jobs">,
  { userId }: { userId: string },
): Promise<void> {
  await changeAvatar(deps, { userId, image: null });
}

type ChangeAvatar = { userId: string; image: string | null };

async function changeAvatar(deps: Pick<Deps, "db" | "jobs">, { userId, image }: ChangeAvatar) {
  await deps.db.transaction(async (tx) => {
    // Who deleted their account meanwhile gets no picture back.
    const them = and(eq(users.id, userId), isNull(users.deletedAt));
    const [before] = await tx.select({ image: users.image }).from(users).where(them).for("no key update");
    if (!before) throw userErrors.user_not_found();
    const goes = before.image ? [before.image] : [];
    await exchangeUploads(deps, tx, { comes: image ? [image] : [], goes });
    await tx.update(users).set({ image, updatedAt: new Date() }).where(eq(users.id, userId));
  });
}
