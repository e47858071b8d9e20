import { sql, TransactionRollbackError } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { untilViewsContain } from "../../../test/harness/until-views-contain.ts";
import { type AuditReport, auditBooks } from "../../src/auditor/audit-books.ts";
import { type Bought, buyGarments } from "./buy-garments.ts";
import { type ChainedShop, eventually, openChainedShop } from "./open-chained-shop.ts";

let shop: ChainedShop;
let bought: Bought;
beforeAll(async () => {
  shop = await openChainedShop({ pieces: 6, indexed: true });
  await shop.deps.db.execute(sql`update flux.batches set cap = 999`);
  bought = await buyGarments(shop);
  shop.startMinter();
  await eventually("the mint", async () => (await audit()).underWay.length === 0);
  await shop.stopMinters();
  await untilViewsContain(shop.deps.db, await shop.flux.chain.getBlockNumber({ cacheTime: 0 }));
});
afterAll(() => shop?.close());

const audit = (db: Pick<ChainedShop["deps"]["db"], "transaction"> = shop.deps.db) =>
  auditBooks({ db, rpcUrl: shop.anvil.rpcUrl, deployment: shop.flux.deployment, limitMin: 15 });

/** The audit while a view shows something else. */
async function auditWithView(name: string, columns: Record<string, string>, where = "true") {
  let report: AuditReport | undefined;
  await shop.deps.db
    .transaction(async (tx) => {
      const { rows } = await tx.execute<{ column: string; type: string; true: string }>(sql`
        select attname as column, format_type(atttypid, atttypmod) as type, pg_get_viewdef(attrelid) as true
        from pg_attribute where attrelid = ${`chain.${name}`}::regclass and attnum > 0 order by attnum`);
      const list = rows.map(
        ({ column, type }) => `(${columns[column] ?? `"${column}"`})::${type} as "${column}"`,
      );
      const truth = rows[0]?.true.replace(/;$/, "");
      await tx.execute(
        sql.raw(
          `create or replace view chain.${name} as select ${list.join(", ")} from (${truth}) t where ${where}`,
        ),
      );
      report = await audit(tx);
      tx.rollback();
    })
    .catch((error: unknown) => {
      if (!(error instanceof TransactionRollbackError)) throw error;
    });
  return report?.differences.map(({ check, kind, subject }) => [check, kind, subject]);
}

test("views that show what the chain says are told with their block", async () => {
  const report = await audit();
  expect(report).toMatchObject({ ok: true, underWay: [] });
  expect(report.compared.viewsAtBlock).toBe(report.block.number);
});

test("views that say otherwise than the chain are found, as the indexer's own fault", async () => {
  const stranger = `'0x${"d".repeat(40)}'`;
  const token = `token ${bought.name}`;
  for (const column of ["owner", "tag_hash", "order_ref"])
    expect(await auditWithView("token", { [column]: stranger })).toEqual([["views", "view_differs", token]]);
  expect(await auditWithView("token", {}, "false")).toEqual([["views", "view_differs", token]]);
  expect(await auditWithView("token", { moves: "7" })).toEqual([["views", "view_differs", token]]);
  for (const [column, lie] of [
    ["cap", "7"],
    ["minted", "0"],
    ["vaulted", "true"],
  ] as const)
    expect(await auditWithView("batch", { [column]: lie })).toEqual([["views", "view_differs", "batch 1"]]);
  const tag = `tag ${bought.garment.tagHash}`;
  expect(await auditWithView("tag", { retired: "true" })).toEqual([["views", "view_differs", tag]]);
  expect(await auditWithView("tag", { tag_hash: "'0x01'" })).toEqual([
    ["views", "view_differs", tag],
    ["views", "view_differs", "tag 0x01"],
  ]);
});

test("views that are behind are compared with the chain as it was, and found when they stay behind", async () => {
  await shop.indexer?.stop();
  await shop.flux.mint(1, 6, shop.flux.deployment.FluxGarment);
  const report = await audit();
  expect(report.differences.map(({ kind }) => kind)).toEqual(["token_without_order"]);
  expect(report.compared.viewsAtBlock).toBeLessThan(report.block.number);
  await shop.flux.chain.increaseTime({ seconds: 3_600 });
  await shop.flux.chain.mine({ blocks: 1 });
  const late = await audit();
  expect(late.differences.map(({ kind }) => kind)).toEqual(["token_without_order", "views_behind"]);
});
