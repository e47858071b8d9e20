import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { signUp, startApi } from "../../../test/start-api.ts";
import { meSchema } from "../auth/schema.ts";

test("me counts the garments that a person's addresses hold on chain, and none before the indexer ran", async () => {
  const api = await startApi();
  const { bearer } = await signUp(api, "kira@flux.test");
  const me = async () => meSchema.strict().parse(await (await api.get("/api/auth/me", bearer)).json());
  const { tribe, wallets } = await me();
  expect(tribe).toEqual({ garments: 0 });

  // The indexer's view, as far as it matters here.
  await api.deps.db.execute(sql`create schema chain`);
  await api.deps.db.execute(sql`create table chain.holder (address text, garments integer)`);
  expect((await me()).tribe).toEqual({ garments: 0 });
  const address = wallets[0]?.address.toLowerCase();
  await api.deps.db.execute(
    sql`insert into chain.holder values (${address}, 2), (${`0x${"1".repeat(40)}`}, 5)`,
  );
  expect((await me()).tribe).toEqual({ garments: 2 });
  await api.close();
});
