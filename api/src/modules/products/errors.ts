import { defineErrors } from "../../errors.ts";

export const productErrors = defineErrors({
  product_not_found: [404, "We have no product of this name. All of them are at /api/products."],
  slug_stays: [409, "People keep the address {slug}, so it stays. Send it as it is, or add another product."],
  variant_in_use: [
    409,
    "There are garments or orders of {sku}, so it keeps its size and colour, and stays. Send it as it is.",
  ],
  slug_taken: [409, "Another product has the address {slug}. Choose another."],
  slug_reserved: [400, "The address {slug} leads elsewhere. Choose another."],
  sku_taken: [409, "Another variant has the SKU {sku}. Each piece of stock is told by its own."],
  variants_missing: [400, "A product needs at least one size and colour, or nobody can buy it."],
  variant_repeated: [400, "{sku} is there twice: by its SKU or by its size and colour. Leave one."],
  picture_without_source: [400, "The picture “{alt}” lies nowhere. Give at least one source."],
  price_out_of_range: [400, "A piece costs ₹1 to ₹2,00,000, GST inside, in whole paise."],
  price_between_tax_rates: [
    400,
    "{price} fits neither rate of GST: less the lower one it is above {limit} a piece, less the higher one it is not. The nearest that fit are {low} and {high}.",
  ],
  hsn_without_rate: [
    400,
    "GST knows no rate for HSN {hsn}. Clothes are in chapters 61 and 62, caps of textile in 6505; give four to eight digits.",
  ],
  weight_out_of_range: [400, "A piece weighs 1 to 20000 grams, in whole grams."],
  picture_not_for_wallets: [
    400,
    "{path} is no PNG named .png and no JPEG named .jpg. Wallets show nothing else for certain.",
  ],
  batch_not_of_product: [409, "Garment {serial} of batch {batchId} is a variant of another product."],
  batch_not_found: [404, "There is no batch {batchId}. Open it first."],
  batch_not_tagged: [
    409,
    "Only {tagged} of {cap} pieces of batch {batchId} have a chip. Tag the others, then pin.",
  ],
});
