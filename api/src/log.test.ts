import { Writable } from "node:stream";
import { DrizzleQueryError } from "drizzle-orm/errors";
import { expect, test } from "vitest";
import { createLog } from "./log.ts";

test("what opens a door stands in no line, not even when a query fails", () => {
  let lines = "";
  const log = createLog(
    { LOG_LEVEL: "info" },
    new Writable({
      write(chunk, _, done) {
        lines += chunk;
        done();
      },
    }),
  );
  const cause = Object.assign(new Error("duplicate key"), { detail: "Key (email)=(kira@flux.test) exists" });
  const error = new DrizzleQueryError("insert into users", ["kira@flux.test", "hash-of-it"], cause);
  log.error({ err: error }, "request failed");
  log.info({ password: "four-words", token: "abc.def", req: { headers: { cookie: "s=abc.def" } } }, "odd");

  expect(lines).toContain("duplicate key");
  expect(lines).toContain("insert into users");
  for (const secret of ["kira@flux.test", "hash-of-it", "four-words", "abc.def"]) {
    expect(lines).not.toContain(secret);
  }
});
