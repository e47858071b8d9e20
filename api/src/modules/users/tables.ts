import { sql } from "drizzle-orm";
import { boolean, index, primaryKey, text, timestamp, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { v7 as uuidv7 } from "uuid";
import { flux } from "../../db/flux-schema.ts";
import { newSecret } from "../../db/hash-secret.ts";
import { products } from "../products/tables.ts";
import { uploads } from "../uploads/tables.ts";
import { notificationKinds } from "./notification-kinds.ts";

const when = () => timestamp({ withTimezone: true });

/** A person. Only proven e-mail addresses stand here; null for people who came with a wallet. */
export const users = flux.table(
  "users",
  {
    id: uuid().primaryKey().$defaultFn(uuidv7),
    name: text().notNull(),
    /** Lower case. */
    email: text().unique(),
    emailVerified: boolean().notNull().default(false),
    /** The file of their picture. */
    image: text().references(() => uploads.name),
    /** Lower case; what others see in place of a name. */
    username: text().unique(),
    /** E.164. */
    phone: text(),
    /** Whether a code that was sent there came back. Numbers of before are as they were typed. */
    phoneVerified: boolean().notNull().default(false),
    role: text({ enum: ["customer", "admin", "super_admin"] })
      .notNull()
      .default("customer"),
    createdAt: when().notNull().defaultNow(),
    updatedAt: when().notNull().defaultNow(),
    /** Since when they are shut out, and why: for the house to read, and theirs to be told. */
    blockedAt: when(),
    blockedFor: text(),
    /** What the house noted about them. */
    note: text(),
    /** Since when nobody is behind it any more. */
    deletedAt: when(),
  },
  // The sweep of uploads asks who points at a file.
  (t) => [index("users_image").on(t.image)],
);

/** Where parcels of a person go. Orders carry a copy: an address that changes later changes no order. */
export const addresses = flux.table(
  "addresses",
  {
    id: uuid().primaryKey().$defaultFn(uuidv7),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    fullName: text().notNull(),
    phone: text().notNull(),
    line1: text().notNull(),
    line2: text(),
    city: text().notNull(),
    state: text().notNull(),
    postalCode: text().notNull(),
    country: text({ enum: ["IN"] }).notNull(),
    isDefault: boolean().notNull(),
    createdAt: when().notNull().defaultNow(),
  },
  (t) => [
    index("addresses_user").on(t.userId),
    uniqueIndex("addresses_one_default").on(t.userId).where(sql`${t.isDefault}`),
  ],
);

/** What somebody would like to have, and whether they want to hear when it can be had. */
export const wishes = flux.table(
  "wishes",
  {
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    productId: uuid()
      .notNull()
      .references(() => products.id, { onDelete: "cascade" }),
    /** Asked to be told by mail once a piece is free. Taken back when they are told. */
    tell: boolean().notNull(),
    createdAt: when().notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.userId, t.productId] }),
    index("wishes_told").on(t.productId).where(sql`${t.tell}`),
  ],
);

/** What somebody chose to be told of. No row: they never asked for it. */
export const notificationChoices = flux.table(
  "notification_choices",
  {
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    kind: text({ enum: notificationKinds }).notNull(),
    wanted: boolean().notNull(),
    /** What each mail of this kind carries to end them. Kept as it is, since every such mail says it again and it can do nothing else. */
    token: text().notNull().unique().$defaultFn(newSecret),
    changedAt: when().notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.kind] })],
);
