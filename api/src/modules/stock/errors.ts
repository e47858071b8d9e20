import { defineErrors } from "../../errors.ts";

export const stockErrors = defineErrors({
  sold_out: [409, "{what} is sold out. This edition is not made again."],
  not_enough_left: [409, "Only {left} of {what} left. Take fewer."],
  too_many_for_one: [409, "Of {what} one person has {limit} at most, with what you hold and bought before."],
  held_by_you: [409, "You hold {what} yourself, in order {order}: pay that order or give it back."],
  product_unknown: [404, "There is no product {productId} to make a batch of."],
  cap_out_of_range: [400, "A batch has 1 to 999,999 pieces, not {cap}."],
  batch_unknown: [404, "There is no batch {batchId}. Open it before its garments are tagged."],
  manifest_row_wrong: [400, "Row {row}, {field}: {problem}. Nothing was tagged."],
  manifest_row_repeated: [400, "Row {row} names {what} that row {before} has. Nothing was tagged."],
  serial_beyond_cap: [400, "Row {row}: the batch ends at {cap}, there is no {serial}. Nothing was tagged."],
  variant_unknown: [400, "Row {row}: the product has no variant {sku}. Nothing was tagged."],
  chip_sewn_in_elsewhere: [
    409,
    "Row {row}: the chip {address} is sewn into garment {place}. Nothing was tagged.",
  ],
  metadata_not_verified: [
    409,
    "The metadata of batch {batchId} is not where it must be before the first mint, so nothing was opened on chain. {reason}",
  ],
  serial_tagged_otherwise: [
    409,
    "Row {row}: garment {place} has another chip or is another variant. Nothing was tagged.",
  ],
});
