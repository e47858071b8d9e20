import { and, desc, eq, inArray, isNull, sql } from "drizzle-orm";
import type { SessionUser } from "../../caller.ts";
import type { Db, Tx } from "../../db/client.ts";
import { listProductsById } from "../products/queries.ts";
import { type NotificationKind, notificationKinds } from "./notification-kinds.ts";
import { addresses, notificationChoices, users, wishes } from "./tables.ts";

export const userColumns = {
  id: users.id,
  email: users.email,
  emailVerified: users.emailVerified,
  name: users.name,
  role: users.role,
};

export async function findUser(db: Db | Tx, id: string): Promise<SessionUser | null> {
  const [user] = await db.select(userColumns).from(users).where(eq(users.id, id));
  return user ?? null;
}

export async function findUserByEmail(db: Db | Tx, email: string): Promise<SessionUser | null> {
  const [user] = await db.select(userColumns).from(users).where(eq(users.email, email));
  return user ?? null;
}

/** SQL, to be joined: people as a session shows them. Who is blocked is none of them, from their next request on. */
export function people(db: Db | Tx) {
  return db.select(userColumns).from(users).where(isNull(users.blockedAt)).as("person");
}

/** SQL, to be joined: people as the house sees them, blocked ones too. */
export function peopleOfTheHouse(db: Db | Tx) {
  const { username, phone, phoneVerified, createdAt, blockedAt, blockedFor, note } = users;
  return db
    .select({ ...userColumns, username, phone, phoneVerified, createdAt, blockedAt, blockedFor, note })
    .from(users)
    .where(isNull(users.deletedAt))
    .as("person");
}

/** SQL, to be joined: what others see in place of people's names. Null where they chose none, or are gone. */
export function usernames(db: Db | Tx) {
  return db.select({ id: users.id, username: users.username }).from(users).as("author");
}

/** What a person says of themselves, beside their name and address. */
export async function profileOf(db: Db | Tx, userId: string) {
  const { username, phone, phoneVerified, image, createdAt } = users;
  const [profile] = await db
    .select({ username, phone, phoneVerified, image, createdAt })
    .from(users)
    .where(eq(users.id, userId));
  if (!profile) throw new Error(`there is no user ${userId}`);
  return profile;
}

/** A person's addresses, the default first, then the newest. */
export async function addressesOf(db: Db | Tx, userId: string) {
  return db
    .select()
    .from(addresses)
    .where(eq(addresses.userId, userId))
    .orderBy(desc(addresses.isDefault), desc(addresses.createdAt), desc(addresses.id));
}

/** What somebody wants to be told of, each kind by its name. */
export async function choicesOf(db: Db | Tx, userId: string): Promise<Record<NotificationKind, boolean>> {
  const { kind, wanted } = notificationChoices;
  const rows = await db
    .select({ kind })
    .from(notificationChoices)
    .where(and(eq(notificationChoices.userId, userId), eq(wanted, true)));
  const isWanted = (one: NotificationKind) => rows.some((row) => row.kind === one);
  return Object.fromEntries(notificationKinds.map((one) => [one, isWanted(one)])) as Record<
    NotificationKind,
    boolean
  >;
}

/**
 * What stands on somebody's wishlist, the newest wish first, as the catalogue shows it. `tell`: they asked to be told, and
 * did not turn such mails off.
 */
export async function wishesOf(db: Db, userId: string) {
  const { productId, createdAt } = wishes;
  const tell = sql<boolean>`${wishes.tell} and ${notificationChoices.wanted} is true`;
  const rows = await db
    .select({ productId, tell, createdAt })
    .from(wishes)
    .leftJoin(
      notificationChoices,
      and(eq(notificationChoices.userId, wishes.userId), eq(notificationChoices.kind, "restocks")),
    )
    .where(eq(wishes.userId, userId))
    .orderBy(desc(createdAt), desc(productId));
  const cards = new Map(
    (
      await listProductsById(
        db,
        rows.map((row) => row.productId),
      )
    ).map((card) => [card.id, card]),
  );
  return rows.flatMap(({ productId: id, ...wish }) => {
    const product = cards.get(id);
    return product ? [{ ...wish, product }] : [];
  });
}

/** What these people are called; deleted ones too. */
export async function namesOf(db: Db | Tx, ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const { id, name } = users;
  const rows = await db.select({ id, name }).from(users).where(inArray(users.id, ids));
  return new Map(rows.map((row) => [row.id, row.name]));
}
