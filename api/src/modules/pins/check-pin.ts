import { randomInt } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import type { Ipfs, IpfsFile } from "../../adapters/ipfs/ipfs.ts";
import type { WorkerDeps } from "../../deps.ts";
import { defineJob } from "../../jobs/define-job.ts";
import { pinErrors } from "./errors.ts";
import { findFaults } from "./find-faults.ts";
import { readPin } from "./queries.ts";
import { pins } from "./tables.ts";
import { refuseFaults } from "./verify-pin.ts";

/** Files of one folder that a check reads back: a gateway counts requests, and other checks begin elsewhere in the folder. */
const readsOfOneCheck = 24;

type CheckDeps = Pick<WorkerDeps, "db" | "openIpfs" | "log">;

/** Looks whether one folder is still on IPFS, and puts it there again from what is kept when it is not. */
export const checkPin = defineJob({
  name: "check-pin",
  payload: z.object({ cid: z.string() }),
  // A gateway that is down for an hour is no loss.
  retry: { retryLimit: 6, retryDelay: 60, retryBackoff: true, retryDelayMax: 3_600, expireInSeconds: 900 },
  run: checkOnePin,
});

/** Throws, with the reason written down beside the pin, when a person must look. */
export async function checkOnePin({ db, openIpfs, log }: CheckDeps, { cid }: { cid: string }) {
  try {
    const pin = await readPin(db, cid);
    const lost = await mendPin(await openIpfs(), pin);
    if (lost) log.warn({ cid, name: pin.name, lost }, "a folder was gone from IPFS and is pinned again");
    await db.update(pins).set({ foundAt: sql`now()`, trouble: null }).where(eq(pins.cid, cid));
  } catch (error) {
    log.error({ err: error, cid }, "a folder on IPFS needs a person");
    await db
      .update(pins)
      .set({ trouble: String(error) })
      .where(eq(pins.cid, cid));
    throw error;
  }
}

/** Returns why it had to be pinned again, or nothing. */
async function mendPin(ipfs: Ipfs, { cid, name, files }: Awaited<ReturnType<typeof readPin>>) {
  if (files.length === 0 || !(await ipfs.isOf(cid, files)))
    throw pinErrors.pin_not_reproducible({ cid, name });
  const looked = someOf(files);
  const lost = (await ipfs.isPinned(cid))
    ? await findFaults(ipfs, cid, looked)
    : "the vendor does not list it";
  if (lost.length === 0) return undefined;
  const now = await ipfs.pinFolder(name, files);
  if (now !== cid) throw pinErrors.pin_moved({ cid, name, now });
  refuseFaults(cid, await findFaults(ipfs, cid, looked));
  return lost;
}

/** All files of a small folder; of a large one a run of neighbours that begins anywhere. */
function someOf(files: IpfsFile[]): IpfsFile[] {
  const from = randomInt(files.length);
  return [...files.slice(from), ...files.slice(0, from)].slice(0, readsOfOneCheck);
}
