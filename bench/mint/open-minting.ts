import { spawn } from "node:child_process";
import { randomBytes, randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { migrateDatabase } from "@flux/api/migrate";
import { tokenIdOf } from "@flux/contracts";
import pg from "pg";
import { keccak256, toHex } from "viem";
import { mnemonicToAccount } from "viem/accounts";
import { developmentMnemonic } from "../../scripts/flux/chain.ts";
import { demoSeller } from "../../scripts/flux/demo-seller.ts";
import { freePort } from "../../scripts/flux/ports.ts";
import { endWithUs } from "../../test/harness/end-with-us.ts";
import { deployFlux } from "../../test/harness/flux-on-chain.ts";
import { startPostgres } from "../../test/harness/start-postgres.ts";

const [minter, relayer] = [1, 2].map((addressIndex) =>
  mnemonicToAccount(developmentMnemonic, { addressIndex }),
) as [Account, Account];
type Account = ReturnType<typeof mnemonicToAccount>;
const keyOf = (account: Account) => toHex(account.getHdKey().privateKey ?? new Uint8Array());

/** A worker at work on a fresh database and a chain that makes a block each second. It reaches the chain at `workerRpcUrl`. */
export async function openMinting({ rpcUrl, workerRpcUrl }: { rpcUrl: string; workerRpcUrl: string }) {
  const home = mkdtempSync(join(tmpdir(), "flux-bench-"));
  const postgres = await startPostgres("flux");
  await migrateDatabase(postgres.url);
  const flux = await deployFlux(rpcUrl);
  const role = [keccak256(toHex("MINTER_ROLE")), minter.address] as const;
  await flux.mined(
    await flux.chain.writeContract({ ...flux.onGarment, functionName: "grantRole", args: role }),
  );
  await flux.openBatch(1, 999_999);
  await flux.chain.setAutomine(false);
  await flux.chain.setIntervalMining({ interval: 1 });

  const deploymentFile = join(home, "deployment.json");
  writeFileSync(deploymentFile, JSON.stringify(flux.deployment));
  const seedFile = join(home, "custody-seed");
  writeFileSync(seedFile, `${randomBytes(32).toString("hex")}\n`, { mode: 0o600 });
  const port = await freePort();
  // Nobody listens at the vendors': nothing here speaks to them.
  const nobody = "http://127.0.0.1:9";
  const worker = spawn(process.execPath, [join(import.meta.dirname, "../../api/src/worker.ts")], {
    env: {
      ...{ PATH: process.env.PATH, LOG_LEVEL: "error", WEB_URL: "http://localhost:3000" },
      ...{ DATABASE_URL: postgres.url, RPC_URL: workerRpcUrl, CHAIN_ID: "31337" },
      ...{ DEPLOYMENT_FILE: deploymentFile, CUSTODY_SEED_FILE: seedFile, WORKER_PORT: String(port) },
      ...{ MINTER_KEY: keyOf(minter), RELAYER_KEY: keyOf(relayer) },
      ...{ RAZORPAY_API_URL: nobody, RAZORPAY_KEY_ID: "rzp_test_key", RAZORPAY_KEY_SECRET: "secret" },
      ...{ ...demoSeller, SMTP_URL: "smtp://127.0.0.1:9" },
      ...{ PINATA_JWT: "jwt", PINATA_API_URL: nobody, PINATA_UPLOAD_URL: nobody },
    },
    stdio: ["ignore", "ignore", "inherit"],
  });
  endWithUs(worker);
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  let serials = 0;
  await until("the worker", async () => (await fetch(`http://127.0.0.1:${port}/ready`)).ok);

  async function isMined(orderItemIds: string[]) {
    const { rows } = await client.query<{ open: number }>(
      `select count(*)::integer as open from flux.mints where order_item_id = any($1) and state not in ('mined', 'final')`,
      [orderItemIds],
    );
    return rows[0]?.open === 0;
  }

  return {
    /** Pays for this many garments at once, of as many people. Returns how long it took until all were mined, ms. */
    async payAndWait(orders: number): Promise<number> {
      const items = Array.from({ length: orders }, () => randomUUID());
      const hashes = items.map(() => `0x${randomBytes(32).toString("hex")}`);
      await client.query("begin");
      // As requestMint writes them.
      await client.query(
        `insert into flux.mints (id, garment_id, order_item_id, "to", token_id, tag_hash, order_ref)
         select gen_random_uuid(), gen_random_uuid(), * from unnest($1::uuid[], $2::text[], $3::numeric[], $4::text[], $5::text[])`,
        [
          ...[items, items.map(() => `0x${randomBytes(20).toString("hex")}`)],
          ...[items.map(() => String(tokenIdOf(1, ++serials))), hashes, hashes],
        ],
      );
      await client.query("select pg_notify('flux_minter', '')");
      await client.query("commit");
      const paidMs = performance.now();
      await until(`${orders} mints`, () => isMined(items));
      return performance.now() - paidMs;
    },
    /** What all the garments so far cost, each. */
    async gasAGarment(): Promise<number> {
      const { rows } = await client.query<{ gas: string }>(
        "select sum(gas_used)::text as gas from flux.transactions where purpose = 'mint' and gas_used is not null",
      );
      return Number(rows[0]?.gas) / serials;
    },
    async close() {
      worker.kill("SIGKILL");
      if (worker.exitCode === null && worker.signalCode === null) await once(worker, "exit");
      await client.end();
      await postgres.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

async function until(what: string, condition: () => Promise<boolean>) {
  for (const deadline = Date.now() + 300_000; !(await condition().catch(() => false)); ) {
    if (Date.now() > deadline) throw new Error(`waited 300 s for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
