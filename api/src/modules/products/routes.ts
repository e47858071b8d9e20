import { z } from "@hono/zod-openapi";
import type { Deps } from "../../deps.ts";
import { createRouter } from "../../http/create-router.ts";
import { pageSchema, toPage } from "../../http/page.ts";
import { sharedJson } from "../../http/revalidate.ts";
import { publicRoute } from "../../http/route.ts";
import { line } from "../../input/text.ts";
import { productErrors } from "./errors.ts";
import { listFacets } from "./list-facets.ts";
import { cursorKeyOf, listProducts } from "./list-products.ts";
import { findAvailability, findProduct } from "./queries.ts";
import {
  availabilitySchema,
  categoryQuery,
  facetsQuery,
  facetsSchema,
  productCardSchema,
  productSchema,
  productsQuery,
  searchQuery,
  toAvailabilityDto,
  toProductCard,
  toProductDto,
} from "./schema.ts";
import { categories } from "./tables.ts";
import { productWriteRoutes } from "./write-routes.ts";

export const productRoutes = createRouter();

const page = pageSchema(productCardSchema);
const productParam = z.object({ slug: line(80).openapi({ description: "Its slug or its id." }) });
const answers = { 200: ["A page.", page] } as const;

productRoutes.openapi(
  publicRoute({
    id: "listProducts",
    method: "get",
    path: "/api/products",
    tag: "Products",
    summary: "The catalogue, a page at a time",
    request: { query: productsQuery },
    shared: true,
    answers,
  }),
  async (c) => sharedJson(c, await pageOf(c.var.deps, c.req.valid("query"))),
);

productRoutes.openapi(
  publicRoute({
    id: "searchProducts",
    method: "get",
    path: "/api/products/search",
    tag: "Products",
    summary: "What fits these words, the best first",
    request: { query: searchQuery },
    shared: true,
    answers,
  }),
  async (c) => sharedJson(c, await pageOf(c.var.deps, c.req.valid("query"))),
);

productRoutes.openapi(
  publicRoute({
    id: "listCategory",
    method: "get",
    path: "/api/products/category/{category}",
    tag: "Products",
    summary: "The catalogue of one category",
    request: { params: z.object({ category: z.enum(categories) }), query: categoryQuery },
    shared: true,
    answers,
  }),
  async (c) => sharedJson(c, await pageOf(c.var.deps, { ...c.req.valid("query"), ...c.req.valid("param") })),
);

productRoutes.openapi(
  publicRoute({
    id: "listFacets",
    method: "get",
    path: "/api/products/facets",
    tag: "Products",
    summary: "What the catalogue can be narrowed down by, with how many products each choice leads to",
    description:
      "For the same filter as a list of it; each choice as if nothing else of its kind were chosen.",
    request: { query: facetsQuery },
    shared: true,
    answers: { 200: ["The choices.", facetsSchema] },
  }),
  async (c) => sharedJson(c, await listFacets(c.var.deps.db, c.req.valid("query"))),
);

async function pageOf({ db }: Pick<Deps, "db">, query: z.output<typeof productsQuery>) {
  return toPage(await listProducts(db, query), query.limit, toProductCard, cursorKeyOf(query.sort));
}

productRoutes.openapi(
  publicRoute({
    id: "getAvailability",
    method: "get",
    path: "/api/products/{slug}/availability",
    tag: "Products",
    summary: "How many are left of a product, and of each size and colour",
    request: { params: productParam },
    shared: true,
    answers: { 200: ["What is left.", availabilitySchema] },
    errors: [productErrors.product_not_found],
  }),
  async (c) => {
    const product = await findAvailability(c.var.deps.db, c.req.valid("param").slug);
    if (!product) throw productErrors.product_not_found();
    return sharedJson(c, toAvailabilityDto(product));
  },
);

const getRoute = publicRoute({
  id: "getProduct",
  method: "get",
  path: "/api/products/{slug}",
  tag: "Products",
  summary: "One product, its choices, and how many are left of each",
  request: { params: productParam },
  shared: true,
  answers: {
    200: ["The product.", productSchema],
  },
  errors: [productErrors.product_not_found],
});
productRoutes.openapi(getRoute, async (c) => {
  const product = await findProduct(c.var.deps.db, c.req.valid("param").slug);
  if (!product) throw productErrors.product_not_found();
  return sharedJson(c, toProductDto(product));
});

// Last: in the document a path that is written out comes before one with a parameter.
productRoutes.route("/", productWriteRoutes);
