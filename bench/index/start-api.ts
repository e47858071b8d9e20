import { spawn } from "node:child_process";
import { randomBytes, randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Deployment } from "@flux/contracts";
import type pg from "pg";
import { demoSeller } from "../../scripts/flux/demo-seller.ts";
import { freePort } from "../../scripts/flux/ports.ts";
import { serverFlags } from "../../scripts/flux/server-flags.ts";
import { endWithUs } from "../../test/harness/end-with-us.ts";

type World = { databaseUrl: string; rpcUrl: string; deployment: Deployment };

/** The API in a process of its own, over a migrated database. */
export async function startApi({ databaseUrl, rpcUrl, deployment }: World) {
  const home = mkdtempSync(join(tmpdir(), "flux-bench-"));
  const deploymentFile = join(home, "deployment.json");
  writeFileSync(deploymentFile, JSON.stringify(deployment));
  const seedFile = join(home, "custody-seed");
  writeFileSync(seedFile, `${randomBytes(32).toString("hex")}\n`, { mode: 0o600 });
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  // Nobody listens there: nothing here speaks to them.
  const nobody = "http://127.0.0.1:9";
  const api = spawn(
    process.execPath,
    [...serverFlags, join(import.meta.dirname, "../../api/src/server.ts")],
    {
      env: {
        ...{ PATH: process.env.PATH, LOG_LEVEL: "error", WEB_URL: "http://localhost:3000" },
        ...{ DATABASE_URL: databaseUrl, RPC_URL: rpcUrl, CHAIN_ID: String(deployment.chainId) },
        ...{ DEPLOYMENT_FILE: deploymentFile, CUSTODY_SEED_FILE: seedFile, API_PORT: String(port) },
        ...{ API_URL: url, INDEXER_URL: nobody, AUTH_SECRET: randomBytes(32).toString("hex") },
        ...{ RAZORPAY_API_URL: nobody, RAZORPAY_KEY_ID: "rzp_test_key", RAZORPAY_KEY_SECRET: "secret" },
        RAZORPAY_WEBHOOK_SECRET: "webhook-secret",
        ...demoSeller,
        // A bench says by itself from which network it asks.
        TRUSTED_PROXIES: "127.0.0.0/8",
      },
      stdio: ["ignore", "ignore", "inherit"],
    },
  );
  endWithUs(api);
  const answers = async () => (await fetch(`${url}/health`)).ok;
  for (const deadline = Date.now() + 120_000; !(await answers().catch(() => false)); ) {
    if (api.exitCode !== null || Date.now() > deadline) throw new Error("the API did not start");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    url,
    pid: api.pid ?? 0,
    /** How many moves the API shows of a garment's token, its mint among them. */
    async movesOf(tokenId: bigint): Promise<number> {
      const answer = await fetch(`${url}/api/blockchain/digital-twin/${tokenId}`);
      if (!answer.ok) throw new Error(`the API answered ${answer.status}: ${await answer.text()}`);
      return ((await answer.json()) as { history: unknown[] }).history.length;
    },
    async close() {
      api.kill("SIGKILL");
      if (api.exitCode === null && api.signalCode === null) await once(api, "exit");
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** Writes the rows of a product whose pieces are these. */
export async function stock(client: pg.Client, batchId: number, serials: number[]) {
  const [product, variant] = [randomUUID(), randomUUID()];
  await client.query(
    `insert into flux.products (id, slug, name, category, tagline, description, details, images, price_paise, position, hsn, weight_grams)
     values ($1, 'measured', 'Measured', 'hoodies', '', '', '{}', '[]', 499900, 1, '6110', 600)`,
    [product],
  );
  await client.query(
    `insert into flux.product_variants (id, product_id, sku, size, color, color_hex, position)
     values ($2, $1, 'MEASURED-M', 'M', 'Black', '#000000', 1)`,
    [product, variant],
  );
  await client.query("insert into flux.batches (id, product_id, cap) values ($1, $2, 999999)", [
    batchId,
    product,
  ]);
  for (const serial of serials)
    await client.query(
      `insert into flux.garments (id, batch_id, serial, variant_id, tag_hash, chip_address)
       values (gen_random_uuid(), $1, $2, $3, $4, $5)`,
      [
        batchId,
        serial,
        variant,
        `0x${randomBytes(32).toString("hex")}`,
        `0x${randomBytes(20).toString("hex")}`,
      ],
    );
}
