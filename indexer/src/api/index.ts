import { Hono } from "hono";
import { parseEnv } from "../../env.ts";
import { keepConnection } from "../../start/keep-connection.ts";
import { isPublished } from "../../start/publish.ts";

// Ponder adds /health, /ready and /status; it does not start without this file. The product's API is api/.
const look = keepConnection(parseEnv().databaseUrl);

export default new Hono().get("/published", async (c) => {
  const shown = await look((client) => isPublished(client, process.env.DATABASE_SCHEMA ?? ""));
  return shown ? c.text("The views show this run.") : c.text("The views are not shown yet.", 503);
});
