import { z } from "@hono/zod-openapi";
import type { Db } from "../../db/client.ts";
import { createRouter } from "../../http/create-router.ts";
import { publicIdSchema } from "../../http/public-id.ts";
import { adminRoute } from "../../http/route.ts";
import { changeProduct } from "./change-product.ts";
import { createProduct } from "./create-product.ts";
import { productErrors } from "./errors.ts";
import { keysSchema, newProductBody, productBody, toKeysDto, toNewProduct } from "./product-body.ts";
import { findProductKeys } from "./queries.ts";
import { removeProduct } from "./remove-product.ts";

export const productWriteRoutes = createRouter();

// Named as the address of the same shape that anybody may read: in it an id is one of the two.
const productParam = z.object({ slug: publicIdSchema("prd").openapi({ description: "Its id." }) });
const { product_not_found, slug_taken, slug_reserved, slug_stays, variant_in_use } = productErrors;
const refusals = [
  productErrors.sku_taken,
  productErrors.variants_missing,
  productErrors.variant_repeated,
  productErrors.picture_without_source,
  productErrors.price_out_of_range,
  productErrors.price_between_tax_rates,
  productErrors.hsn_without_rate,
  productErrors.weight_out_of_range,
] as const;

productWriteRoutes.openapi(
  adminRoute("products:write", {
    id: "createProduct",
    method: "post",
    path: "/api/products",
    tag: "Products",
    summary: "Add a product to the catalogue",
    description: "It is sold out until a batch of it is opened and its garments have their chips.",
    request: { json: newProductBody },
    once: true,
    answers: { 201: ["It is in the catalogue, last.", keysSchema] },
    errors: [slug_taken, slug_reserved, ...refusals],
  }),
  async (c) => {
    const { deps, user, log } = c.var;
    const product = { ...toNewProduct(c.req.valid("json")), actor: user.id };
    const { productId } = await createProduct({ db: deps.db, log }, product);
    return c.json(await keysOf(deps.db, productId), 201);
  },
);

productWriteRoutes.openapi(
  adminRoute("products:write", {
    id: "changeProduct",
    method: "put",
    path: "/api/products/{slug}",
    tag: "Products",
    summary: "Change a product, whole",
    description:
      "What is left out is taken away. Orders keep the name, price and tax that they were sold at; a size and colour that there " +
      "are garments of stays.",
    request: { params: productParam, json: productBody },
    answers: { 200: ["It is so from now on.", keysSchema] },
    errors: [product_not_found, slug_stays, variant_in_use, ...refusals],
  }),
  async (c) => {
    const { deps, user, log } = c.var;
    const { archived, ...body } = c.req.valid("json");
    const { slug: productId } = c.req.valid("param");
    await changeProduct({ db: deps.db, log }, { ...toNewProduct(body), productId, archived, actor: user.id });
    return c.json(await keysOf(deps.db, productId), 200);
  },
);

productWriteRoutes.openapi(
  adminRoute("products:write", {
    id: "removeProduct",
    method: "delete",
    path: "/api/products/{slug}",
    tag: "Products",
    summary: "Take a product out of the catalogue",
    description:
      "One of which a batch was ever opened is archived, and can come back; another one is deleted.",
    request: { params: productParam },
    answers: {
      200: [
        "It is out of the catalogue.",
        z.object({ outcome: z.enum(["archived", "deleted"]) }).openapi("RemovedProduct"),
      ],
    },
    errors: [product_not_found],
  }),
  async (c) => {
    const { deps, user, log } = c.var;
    const { slug: productId } = c.req.valid("param");
    const outcome = await removeProduct({ db: deps.db, log }, { productId, actor: user.id });
    return c.json({ outcome }, 200);
  },
);

async function keysOf(db: Db, productId: string) {
  const product = await findProductKeys(db, productId);
  if (!product) throw product_not_found();
  return toKeysDto(product);
}
