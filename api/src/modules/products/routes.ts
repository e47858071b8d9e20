import { createRoute, z } from "@hono/zod-openapi";
import { httpErrors } from "../../errors.ts";
import { createRouter } from "../../http/create-router.ts";
import { errorResponses } from "../../http/error-responses.ts";
import { pageSchema, toPage } from "../../http/page.ts";
import { productErrors } from "./errors.ts";
import { cursorKeyOf, findProduct, listProducts } from "./queries.ts";
import { productCardSchema, productSchema, productsQuery, toProductCard, toProductDto } from "./schema.ts";

export const productRoutes = createRouter();

const listRoute = createRoute({
  method: "get",
  path: "/api/products",
  tags: ["Products"],
  summary: "The catalogue, a page at a time",
  request: { query: productsQuery },
  responses: {
    200: {
      description: "A page.",
      content: { "application/json": { schema: pageSchema(productCardSchema) } },
    },
    ...errorResponses(httpErrors.invalid_input),
  },
});
productRoutes.openapi(listRoute, async (c) => {
  const query = c.req.valid("query");
  const rows = await listProducts(c.var.deps.db, query);
  return c.json(toPage(rows, query.limit, toProductCard, cursorKeyOf(query.sort)), 200);
});

const getRoute = createRoute({
  method: "get",
  path: "/api/products/{slug}",
  tags: ["Products"],
  summary: "One product, its choices, and how many are left of each",
  request: { params: z.object({ slug: z.string().max(80) }) },
  responses: {
    200: { description: "The product.", content: { "application/json": { schema: productSchema } } },
    ...errorResponses(productErrors.product_not_found),
  },
});
productRoutes.openapi(getRoute, async (c) => {
  const product = await findProduct(c.var.deps.db, c.req.valid("param").slug);
  if (!product) throw productErrors.product_not_found();
  return c.json(toProductDto(product), 200);
});
