import { defineErrors } from "../../errors.ts";

export const votingErrors = defineErrors({
  design_not_found: [404, "There is no such design. All of them are at /api/voting/designs."],
  vote_not_open: [409, "The vote on this design is not open now."],
  no_vote_left: [
    409,
    "No garment of yours can vote here: each votes once, and not if it moved after the vote opened.",
  ],
  garment_cannot_vote: [
    409,
    "Garment {tokenId} cannot vote here: it is not yours, has voted, or moved since.",
  ],
  ballot_signature_wrong: [
    400,
    "This signature is not by your wallet for this ballot, or its deadline is over.",
  ],
});
