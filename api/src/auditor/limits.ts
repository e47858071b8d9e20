/** For how long something may be under way before it is a difference. Seconds. */
export type Limits = {
  /** What FLUX does by itself: minting, handing a refund to the vendor, indexing. */
  ownSec: number;
  /** What a bank does: money that the vendor has taken and not yet brought back. Banks take five to seven working days. */
  bankSec: number;
};

export const limitsOf = (minutes: number): Limits => ({
  ownSec: minutes * 60,
  bankSec: Math.max(minutes * 60, 10 * 86_400),
});
