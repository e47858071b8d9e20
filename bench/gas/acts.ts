/** What is priced, for how many garments or voters at once, and what the contracts are held to (gas of each). */
export const acts = {
  mint50: {
    count: 50,
    atMost: 74_000,
    what: "`mintProducts`: 50 garments to 50 people who held none; tag, batch and order bound; per garment",
  },
  mint1: {
    count: 1,
    atMost: 104_500,
    what: "`mintProduct`: one garment to somebody who held none; tag, batch and order bound",
  },
  resend50: { count: 50, atMost: 5_000, what: "the same 50 sent again, which changes nothing; per garment" },
  transferFirst: {
    count: 1,
    atMost: 84_000,
    what: "`transferFrom` by the holder: the first move of a garment, to somebody who held none; the sender keeps another, so no refund",
  },
  transferLater: {
    count: 1,
    atMost: 67_000,
    what: "`transferFrom`: the second move of a garment, otherwise the same",
  },
  handover: {
    count: 1,
    atMost: 80_000,
    what: "`handover`: a later move with the owner's signature and the tag's, sent by a relayer, to somebody who held none; no refund",
  },
  vote: {
    count: 1,
    atMost: 40_000,
    what: "`vote` by the holder of one garment; others of its word of 128 serials have voted for the design",
  },
  voteMany50: {
    count: 50,
    atMost: 17_000,
    what: "`voteMany`: 50 signed ballots of one garment each, sent by a relayer, the first ones of a design, of serials in one word; per voter",
  },
} as const;

export type ActName = keyof typeof acts;
