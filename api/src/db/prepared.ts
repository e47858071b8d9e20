import type { Db } from "./client.ts";

/**
 * A statement that every request asks: built once for a database, and planned once a connection, by its name. `build` ends
 * in `.prepare(name)`.
 */
export function prepared<T extends object>(build: (db: Db) => T): (db: Db) => T {
  const built = new WeakMap<Db, T>();
  return (db) => {
    const statement = built.get(db) ?? build(db);
    built.set(db, statement);
    return statement;
  };
}
