import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** Rows by id, in order of first insertion. */
export interface Table<Row extends { id: string }> {
  get(id: string): Row | undefined;
  set(row: Row): void;
  delete(id: string): void;
  values(): Row[];
}

/**
 * A map that survives restarts: every change is one appended JSON line, the last line of an id wins. A half
 * line at the end (the process was killed while writing) is ignored. Without a file it lives in memory.
 */
export function openTable<Row extends { id: string }>(file: string | undefined): Table<Row> {
  const rows = new Map<string, Row>();
  if (file) {
    mkdirSync(dirname(file), { recursive: true });
    load(file, rows);
  }
  const append = (line: unknown) => file && appendFileSync(file, `${JSON.stringify(line)}\n`);
  return {
    get: (id) => rows.get(id),
    set: (row) => {
      rows.set(row.id, row);
      append({ row });
    },
    delete: (id) => {
      rows.delete(id);
      append({ gone: id });
    },
    values: () => [...rows.values()],
  };
}

function load<Row extends { id: string }>(file: string, rows: Map<string, Row>): void {
  if (!existsSync(file)) return;
  for (const line of readFileSync(file, "utf8").split("\n")) {
    // Our own file: its shape is what `set` and `delete` wrote.
    const entry = parsed(line) as { row?: Row; gone?: string } | undefined;
    if (entry?.row) rows.set(entry.row.id, entry.row);
    if (entry?.gone) rows.delete(entry.gone);
  }
  const compact = [...rows.values()].map((row) => `${JSON.stringify({ row })}\n`).join("");
  writeFileSync(`${file}.new`, compact);
  renameSync(`${file}.new`, file);
}

function parsed(line: string): unknown {
  try {
    return line === "" ? undefined : JSON.parse(line);
  } catch {
    return undefined;
  }
}
