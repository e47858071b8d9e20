import { Hono } from "hono";

// Ponder does not start without this file.
export default new Hono();
