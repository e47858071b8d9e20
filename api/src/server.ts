import { serve } from "@hono/node-server";
import { createApp } from "./app.ts";
import { createApiDeps } from "./create-api-deps.ts";
import { apiSettings, parseEnv } from "./env.ts";

const env = parseEnv(apiSettings);
const deps = await createApiDeps(env);
const server = serve({ fetch: createApp(deps).fetch, port: env.API_PORT }, ({ port }) =>
  deps.log.info({ port }, "api ready"),
);

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    server.close(async () => {
      await deps.close();
      process.exit(0);
    });
    if ("closeIdleConnections" in server) server.closeIdleConnections();
    setTimeout(() => process.exit(0), 4_000).unref();
  });
}
