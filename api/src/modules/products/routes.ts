import { z } from "@hono/zod-openapi";
import { createRouter } from "../../http/create-router.ts";
import { pageSchema, toPage } from "../../http/page.ts";
import { publicRoute } from "../../http/route.ts";
import { line } from "../../input/text.ts";
import { productErrors } from "./errors.ts";
import { cursorKeyOf, findProduct, listProducts } from "./queries.ts";
import { productCardSchema, productSchema, productsQuery, toProductCard, toProductDto } from "./schema.ts";

export const productRoutes = createRouter();

const listRoute = publicRoute({
  id: "listProducts",
  method: "get",
  path: "/api/products",
  tag: "Products",
  summary: "The catalogue, a page at a time",
  request: { query: productsQuery },
  answers: {
    200: ["A page.", pageSchema(productCardSchema)],
  },
});
productRoutes.openapi(listRoute, async (c) => {
  const query = c.req.valid("query");
  const rows = await listProducts(c.var.deps.db, query);
  return c.json(toPage(rows, query.limit, toProductCard, cursorKeyOf(query.sort)), 200);
});

const getRoute = publicRoute({
  id: "getProduct",
  method: "get",
  path: "/api/products/{slug}",
  tag: "Products",
  summary: "One product, its choices, and how many are left of each",
  request: { params: z.object({ slug: line(80) }) },
  answers: {
    200: ["The product.", productSchema],
  },
  errors: [productErrors.product_not_found],
});
productRoutes.openapi(getRoute, async (c) => {
  const product = await findProduct(c.var.deps.db, c.req.valid("param").slug);
  if (!product) throw productErrors.product_not_found();
  return c.json(toProductDto(product), 200);
});
