import { Hono } from "hono";

// Ponder adds /health, /ready and /status; it does not start without this file. The product's API is api/.
export default new Hono();
