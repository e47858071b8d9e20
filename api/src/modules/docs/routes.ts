import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { OpenAPIHono } from "@hono/zod-openapi";
import { httpErrors } from "../../errors.ts";
import { type AppEnv, createRouter } from "../../http/create-router.ts";
import { describeApi } from "../../http/openapi-document.ts";
import { mailRoutes } from "./mail-routes.ts";
import { docsPage, docsScript, docsStyle } from "./page.ts";

const swaggerUi = dirname(createRequire(import.meta.url).resolve("swagger-ui-dist/package.json"));

// Only these files of the package are served: a name from the URL never becomes a path.
const assets = new Map([
  ["swagger-ui.css", "text/css; charset=utf-8"],
  ["swagger-ui-bundle.js", "text/javascript; charset=utf-8"],
  ["favicon-32x32.png", "image/png"],
]);

// Scripts come from this origin only. Swagger UI writes style attributes and data: icons.
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** The API's description, for programs at /api/openapi.json and for people at /api/docs. Needs no network. */
export function docsRoutes(api: OpenAPIHono<AppEnv>) {
  const routes = createRouter();
  routes.route("/", mailRoutes);
  let description: ReturnType<typeof describeApi> | undefined;

  routes.get("/api/openapi.json", (c) => {
    description ??= describeApi(api);
    return c.json(description);
  });
  routes.get("/api/docs", (c) => {
    c.header("Content-Security-Policy", policy);
    return c.html(docsPage);
  });
  routes.get("/api/docs/start.js", (c) =>
    c.body(docsScript, 200, { "Content-Type": "text/javascript; charset=utf-8" }),
  );
  routes.get("/api/docs/flux.css", (c) =>
    c.body(docsStyle, 200, { "Content-Type": "text/css; charset=utf-8" }),
  );
  routes.get("/api/docs/:asset", async (c) => {
    const name = c.req.param("asset");
    const type = assets.get(name);
    if (!type) throw httpErrors.not_found();
    const file = new Uint8Array(await readFile(join(swaggerUi, name)));
    return c.body(file, 200, { "Content-Type": type, "Cache-Control": "public, max-age=86400" });
  });
  return routes;
}
