// One garment's whole life against a running platform, or one started for it.  npm run demo  [-- --json]
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createNarrator } from "./demo/narrator.ts";
import { liveOneLife } from "./demo/one-life.ts";
import { waitUntil } from "./flux/process-table.ts";
import { currentStatus } from "./flux/status.ts";

const json = process.argv.includes("--json");
const narrator = createNarrator({ json });
const startedMs = Date.now();

const own = currentStatus().ready ? null : await startPlatform();
let failure: unknown = null;
try {
  await liveOneLife(narrator, currentStatus());
} catch (error) {
  failure = error;
}
if (own) {
  narrator.say("\nStopping the platform that was started for this.");
  own.kill("SIGTERM");
  await once(own, "exit");
}

const steps = narrator.told;
const seconds = ((Date.now() - startedMs) / 1000).toFixed(1);
if (json) console.log(JSON.stringify({ ok: failure === null, steps }, null, 2));
else if (failure) console.log(`\n${steps.at(-1)?.step}: not as told. The logs: ./flux logs`);
else console.log(`\nAll ${steps.length} steps as told, in ${seconds} s.`);
process.exit(failure === null ? 0 : 1);

async function startPlatform() {
  narrator.say("FLUX does not run. Starting it; this takes some minutes the first time.\n");
  const child = spawn(process.execPath, ["scripts/flux.ts", "start"], { stdio: json ? "ignore" : "inherit" });
  const ready = await waitUntil(() => currentStatus().ready || child.exitCode !== null, 10 * 60_000, 200);
  if (!ready || child.exitCode !== null) {
    console.error("FLUX did not start. See ./flux logs.");
    process.exit(1);
  }
  return child;
}
