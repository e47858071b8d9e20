// Ends one parked mint in a process of its own, so that a test can kill it: a worker's job without its queue.
import { createWorkerDeps } from "../../src/create-worker-deps.ts";
import { parseEnv, workerSettings } from "../../src/env.ts";
import { endParkedMint } from "../../src/modules/orders/end-parked-mint.ts";

const deps = await createWorkerDeps(parseEnv(workerSettings));
// Loading takes what it takes: who kills us waits for this.
process.send?.("ready");
await endParkedMint.run(deps, { mintId: process.env.MINT_ID ?? "" });
await deps.close();
