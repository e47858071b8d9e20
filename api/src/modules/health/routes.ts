import { createRouter } from "../../http/create-router.ts";

export const healthRoutes = createRouter();

// The process answers.
healthRoutes.get("/health", (c) => c.json({ status: "ok" }));
