import { defineConfig } from "drizzle-kit";

// `./flux exec pnpm --dir api exec drizzle-kit generate --name what-changed` writes the next migration.
export default defineConfig({
  dialect: "postgresql",
  schema: "./src/**/tables.ts",
  out: "./migrations",
  casing: "snake_case",
  schemaFilter: ["flux"],
});
