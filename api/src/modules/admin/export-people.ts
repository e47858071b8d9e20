import { stringify } from "csv-stringify/sync";
import { writeAudit } from "../../audit/write-audit.ts";
import type { ApiDeps } from "../../deps.ts";
import { inOneMoment } from "../../http/as-of.ts";
import { publicId } from "../../http/public-id.ts";
import { listPeople, type PeopleFilter } from "./list-people.ts";

const most = 50_000;

/** People as a CSV file, 50,000 at most, with an audit row. A cell that a spreadsheet would run as a formula is quoted. */
export async function exportPeople(
  deps: ApiDeps,
  { actorId, ...filter }: { actorId: string } & Omit<PeopleFilter, "before" | "limit">,
): Promise<string> {
  const { rows } = await inOneMoment(deps, async (tx) => ({
    rows: await listPeople(tx, { ...filter, limit: most }),
  }));
  await deps.db.transaction((tx) =>
    writeAudit(tx, deps, {
      ...{ actor: actorId, act: "people_exported", subject: "people" },
      details: { people: rows.length },
    }),
  );
  return stringify(
    rows.map((row) => ({
      id: publicId("usr", row.id),
      name: row.name,
      email: row.email,
      username: row.username,
      phone: row.phone,
      role: row.role,
      garments: row.garments,
      member_since: row.createdAt.toISOString(),
      blocked_since: row.blockedAt?.toISOString(),
    })),
    { header: true, escape_formulas: true, bom: true },
  );
}
