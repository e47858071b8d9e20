// Is every generated file what its source makes today?  node scripts/drift.ts
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const scratch = mkdtempSync(join(tmpdir(), "flux-drift-"));
const run = (file: string, args: string[], cwd = ".") => execFileSync(file, args, { cwd, encoding: "utf8" });

const checks: [name: string, remedy: string, isCurrent: () => boolean][] = [
  [
    "contracts/src/abi.gen.ts",
    "./flux exec hardhat build && ./flux exec node scripts/generate-abi.ts",
    () => spawnSync(process.execPath, ["scripts/generate-abi.ts", "--check"]).status === 0,
  ],
  [
    ".env.example",
    "./flux exec node scripts/write-env-example.ts",
    () => spawnSync(process.execPath, ["scripts/write-env-example.ts", "--check"]).status === 0,
  ],
  [
    "api/openapi.json",
    "npm run --silent openapi > api/openapi.json",
    () => run(process.execPath, ["api/src/openapi.ts"]) === readFileSync("api/openapi.json", "utf8"),
  ],
  [
    "web/src/api.gen.ts",
    "./flux exec pnpm --dir web run api-types",
    () => {
      const fresh = join(scratch, "api.gen.ts");
      run("node_modules/.bin/openapi-typescript", ["../api/openapi.json", "-o", fresh], "web");
      return readFileSync(fresh, "utf8") === readFileSync("web/src/api.gen.ts", "utf8");
    },
  ],
  [
    "api/migrations",
    "./flux exec pnpm --dir api exec drizzle-kit generate --name what-changed",
    () => {
      // drizzle-kit takes only paths relative to where it runs.
      const copy = "../.flux/run/drift-migrations";
      cpSync("api/migrations", join("api", copy), { recursive: true });
      const flags = ["--dialect", "postgresql", "--schema", "./src/**/tables.ts", "--casing", "snake_case"];
      const said = run("node_modules/.bin/drizzle-kit", ["generate", ...flags, "--out", copy], "api");
      rmSync(join("api", copy), { recursive: true });
      return said.includes("nothing to migrate");
    },
  ],
];

let drifted = 0;
for (const [name, remedy, isCurrent] of checks) {
  if (isCurrent()) {
    console.log(`✓ ${name}`);
    continue;
  }
  drifted++;
  console.error(`× ${name} is not what its source makes. Run: ${remedy}`);
}
rmSync(scratch, { recursive: true });
process.exit(drifted === 0 ? 0 : 1);
