import { asc, eq, isNotNull } from "drizzle-orm";
import type { IpfsFile } from "../../adapters/ipfs/ipfs.ts";
import type { Db } from "../../db/client.ts";
import { pinErrors } from "./errors.ts";
import { pinFiles, pins } from "./tables.ts";

export async function listPins(db: Db) {
  return db.select({ cid: pins.cid, name: pins.name }).from(pins).orderBy(asc(pins.cid));
}

/** What the last check could not mend, the oldest first. */
export async function pinsInTrouble(db: Db) {
  return db
    .select({ name: pins.name, trouble: pins.trouble })
    .from(pins)
    .where(isNotNull(pins.trouble))
    .orderBy(asc(pins.pinnedAt));
}

/** Where the files of a pin lie, by their path; none for one that is not ours. */
export async function pathsOfPin(db: Db, cid: string): Promise<string[]> {
  const rows = await db.select({ path: pinFiles.path }).from(pinFiles).where(eq(pinFiles.cid, cid));
  return rows.map(({ path }) => path);
}

/** A pin with its files, as they were pinned. Throws `pin_not_kept`. */
export async function readPin(
  db: Db,
  cid: string,
): Promise<{ cid: string; name: string; files: IpfsFile[] }> {
  const [pin] = await db.select({ name: pins.name }).from(pins).where(eq(pins.cid, cid));
  if (!pin) throw pinErrors.pin_not_kept({ cid });
  const files = await db
    .select({ path: pinFiles.path, type: pinFiles.type, content: pinFiles.content })
    .from(pinFiles)
    .where(eq(pinFiles.cid, cid))
    .orderBy(asc(pinFiles.path));
  return { cid, ...pin, files };
}

/** The CID of `ipfs://<cid>` or `ipfs://<cid>/<path>`; undefined for anything else. */
export function cidIn(uri: string): string | undefined {
  return /^ipfs:\/\/([a-zA-Z0-9]+)(\/.*)?$/.exec(uri)?.[1];
}
