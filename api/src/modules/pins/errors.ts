import { defineErrors } from "../../errors.ts";

export const pinErrors = defineErrors({
  pin_not_kept: [
    409,
    "Nothing is known of ipfs://{cid}: FLUX did not pin it. Pin its files, and use the CID that comes back.",
  ],
  pin_not_reproducible: [
    409,
    "What is kept of “{name}” is no longer what ipfs://{cid} names, so it cannot be pinned again. Restore `pin_files` from a backup, or fetch the folder while somebody still serves it.",
  ],
  pin_not_served: [409, "ipfs://{cid}/{path} is not there. Pin it again, or wait until the gateway has it."],
  pin_served_wrong: [409, "ipfs://{cid}/{path} has other bytes than were pinned. Look at the gateway."],
  pin_moved: [
    409,
    "“{name}” was pinned again as ipfs://{now}, and what is on chain says ipfs://{cid}: the vendor makes CIDs in another way now. Pin the blocks of the old one, or let the curator point to the new.",
  ],
});
