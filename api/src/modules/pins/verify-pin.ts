import { eq, sql } from "drizzle-orm";
import type { Ipfs } from "../../adapters/ipfs/ipfs.ts";
import type { Deps } from "../../deps.ts";
import { pinErrors } from "./errors.ts";
import { findFaults, type PinFault } from "./find-faults.ts";
import { readPin } from "./queries.ts";
import { pins } from "./tables.ts";

/**
 * Makes sure that a folder is where its CID says, before anything for ever points there: its files are kept, the CID is of
 * these very bytes, and the gateway serves each of them. Throws `pin_not_kept`, `pin_not_reproducible`, `pin_not_served`,
 * `pin_served_wrong`, and what the gateway throws when it cannot say.
 */
export async function verifyPin({ db, ipfs }: Pick<Deps, "db"> & { ipfs: Ipfs }, cid: string) {
  const { name, files } = await readPin(db, cid);
  if (files.length === 0 || !(await ipfs.isOf(cid, files)))
    throw pinErrors.pin_not_reproducible({ cid, name });
  refuseFaults(cid, await findFaults(ipfs, cid, files));
  await db.update(pins).set({ foundAt: sql`now()`, trouble: null }).where(eq(pins.cid, cid));
}

/** Throws what is wrong with the first of them. */
export function refuseFaults(cid: string, [first]: PinFault[]) {
  if (!first) return;
  const { path, fault } = first;
  throw fault === "missing"
    ? pinErrors.pin_not_served({ cid, path })
    : pinErrors.pin_served_wrong({ cid, path });
}
