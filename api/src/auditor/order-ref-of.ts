import { type Hex, keccak256 } from "viem";

/** How an order's line is named on chain; worked out anew here, because the minter's own is what is audited. */
export function orderRefOf(orderItemId: string): Hex {
  return keccak256(`0x${orderItemId.replaceAll("-", "")}`);
}
