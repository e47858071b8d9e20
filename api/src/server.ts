import { createApp } from "./app.ts";
import { createApiDeps } from "./create-api-deps.ts";
import { apiSettings, parseEnv } from "./env.ts";
import { serveApp } from "./http/serve-app.ts";

const env = parseEnv(apiSettings);
const deps = await createApiDeps(env);
const server = serveApp({ fetch: createApp(deps).fetch, port: env.API_PORT }, ({ port }) =>
  deps.log.info({ port }, "api ready"),
);

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    server.close(async () => {
      await deps.close();
      process.exit(0);
    });
    server.closeIdleConnections();
    setTimeout(() => process.exit(0), 4_000).unref();
  });
}
