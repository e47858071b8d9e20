import { DrizzleQueryError } from "drizzle-orm/errors";
import { expect, test } from "vitest";
import { keepLog } from "../test/keep-log.ts";

test("what opens a door stands in no line, not even when a query fails", () => {
  const { log, text } = keepLog();
  const cause = Object.assign(new Error("duplicate key"), { detail: "Key (email)=(kira@flux.test) exists" });
  const error = new DrizzleQueryError("insert into users", ["kira@flux.test", "hash-of-it"], cause);
  log.error({ err: error }, "request failed");
  log.info({ password: "four-words", token: "abc.def", req: { headers: { cookie: "s=abc.def" } } }, "odd");

  expect(text()).toContain("duplicate key");
  expect(text()).toContain("insert into users");
  for (const secret of ["kira@flux.test", "hash-of-it", "four-words", "abc.def"]) {
    expect(text()).not.toContain(secret);
  }
});

test.each<[string, (cause: Error) => Error]>([
  ["as it is", (cause) => cause],
  ["as a failed query", (cause) => new DrizzleQueryError("select 'Hill Road' where id = $1", ["14"], cause)],
  ["as the cause of another", (cause) => new Error("the order failed", { cause })],
  [
    "as a failed query that is the cause of another",
    (cause) =>
      new Error("the order failed", { cause: new DrizzleQueryError("select $1", ["Hill Road"], cause) }),
  ],
])("a database's error is logged without the row that it quotes, %s", (_, wrap) => {
  const { log, text } = keepLog();
  const cause = Object.assign(new Error('invalid input syntax for type json: "14, Hill Road"'), {
    ...{ severity: "ERROR", code: "22P02", constraint: "orders_total", table: "orders", column: "address" },
    ...{ routine: "json_errsave_error", detail: 'Token "Hill Road" is invalid.', hint: "Quote Hill Road." },
    ...{ where: "JSON data, line 1: 14, Hill Road", internalQuery: "select 'Hill Road'" },
  });
  log.error({ err: wrap(cause) }, "request failed");
  expect(text()).not.toContain("Hill Road");
  for (const kept of [
    "22P02",
    "orders_total",
    "address",
    "json_errsave_error",
    "invalid input syntax",
    "log.test.ts",
  ])
    expect(text()).toContain(kept);
});
