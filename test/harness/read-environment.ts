import { readdirSync, readFileSync } from "node:fs";

/** The environment that a process was started with. proc(5): `NAME=value`, each ended by a zero byte. */
export function readEnvironment(pid: number): Map<string, string> {
  const entries = readFileSync(`/proc/${pid}/environ`, "utf8").split("\0");
  // PostgreSQL's children write what they do over theirs.
  return new Map(
    entries.flatMap((entry) => {
      const [, name, value] = /^([A-Za-z_][A-Za-z0-9_]*)=(.*)$/s.exec(entry) ?? [];
      return name === undefined ? [] : [[name, value ?? ""] as const];
    }),
  );
}

/** A process and all that came from it. */
export function withDescendants(pid: number): number[] {
  const parents = readdirSync("/proc").flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      // The parent is field 4; the name in field 2 may hold spaces and brackets.
      const stat = readFileSync(`/proc/${name}/stat`, "utf8");
      const parent = stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1];
      return [{ pid: Number(name), parent: Number(parent) }];
    } catch {
      return [];
    }
  });
  const found = [pid];
  for (const each of found)
    for (const { pid: child, parent } of parents) if (parent === each) found.push(child);
  return found;
}
