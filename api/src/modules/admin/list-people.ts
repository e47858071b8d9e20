import { and, desc, eq, gt, ilike, inArray, isNotNull, isNull, lt, or, sql } from "drizzle-orm";
import type { Role } from "../../caller.ts";
import type { Tx } from "../../db/client.ts";
import { peopleOfTheHouse } from "../users/queries.ts";
import { garmentsByPerson, ownersOfAddresses } from "../wallets/queries.ts";

export type PeopleFilter = {
  /** Part of a name, e-mail address, username or phone number; or the beginning of a wallet's address. */
  search?: string | undefined;
  role?: Role | undefined;
  /** Whether they hold a garment, by the views. */
  tribe?: boolean | undefined;
  blocked?: boolean | undefined;
  /** People who came before this one: their uuid. */
  before?: string | undefined;
  limit: number;
};

/** People as the house sees them, the newest first, with how many garments each holds. Inside a snapshot of the views. */
export async function listPeople(tx: Tx, filter: PeopleFilter) {
  const { search, role, tribe, blocked, before, limit } = filter;
  const person = peopleOfTheHouse(tx);
  const held = garmentsByPerson(tx);
  return tx
    .select({ ...person._.selectedFields, garments: sql`coalesce(${held.garments}, 0)`.mapWith(Number) })
    .from(person)
    .leftJoin(held, eq(held.userId, person.id))
    .where(
      and(
        search === undefined ? undefined : isFoundBy(search),
        role && eq(person.role, role),
        tribe === undefined ? undefined : tribe ? gt(held.garments, 0) : isNull(held.garments),
        blocked === undefined ? undefined : blocked ? isNotNull(person.blockedAt) : isNull(person.blockedAt),
        before === undefined ? undefined : lt(person.id, before),
      ),
    )
    .orderBy(desc(person.id))
    .limit(limit);

  function isFoundBy(text: string) {
    const part = `%${text.replaceAll(/[\\%_]/g, "\\$&")}%`;
    const isAddress = /^0x[0-9a-f]{4,40}$/i.test(text);
    return or(
      ilike(person.name, part),
      ilike(person.email, part),
      ilike(person.username, part),
      ilike(person.phone, part),
      isAddress ? inArray(person.id, ownersOfAddresses(tx, text.toLowerCase())) : undefined,
    );
  }
}

export type PersonRow = Awaited<ReturnType<typeof listPeople>>[number];
