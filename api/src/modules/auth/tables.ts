import { index, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { v7 as uuidv7 } from "uuid";
import { flux } from "../../db/flux-schema.ts";
import { users } from "../users/tables.ts";

const when = () => timestamp({ withTimezone: true });

/** One signed-in browser or client. The token alone opens nothing: see session-token.ts. */
export const sessions = flux.table(
  "sessions",
  {
    id: uuid().primaryKey().$defaultFn(uuidv7),
    token: text().notNull().unique(),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    expiresAt: when().notNull(),
    ipAddress: text(),
    userAgent: text(),
    createdAt: when().notNull().defaultNow(),
    updatedAt: when().notNull().defaultNow(),
  },
  (t) => [index("sessions_user").on(t.userId)],
);

/** A way to sign in, as better-auth keeps it: the password hash stands in the row of `credential`. */
export const accounts = flux.table(
  "accounts",
  {
    id: uuid().primaryKey().$defaultFn(uuidv7),
    accountId: text().notNull(),
    providerId: text().notNull(),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    accessToken: text(),
    refreshToken: text(),
    idToken: text(),
    accessTokenExpiresAt: when(),
    refreshTokenExpiresAt: when(),
    scope: text(),
    password: text(),
    createdAt: when().notNull().defaultNow(),
    updatedAt: when().notNull().defaultNow(),
  },
  (t) => [index("accounts_user").on(t.userId)],
);

/** One-time values that expire: SIWE nonces, and what better-auth's plugins keep. */
export const verifications = flux.table(
  "verifications",
  {
    id: uuid().primaryKey().$defaultFn(uuidv7),
    identifier: text().notNull(),
    value: text().notNull(),
    expiresAt: when().notNull(),
    createdAt: when().notNull().defaultNow(),
    updatedAt: when().notNull().defaultNow(),
  },
  (t) => [index("verifications_identifier").on(t.identifier)],
);

/**
 * A sign-up whose e-mail address is not proven yet. It is no user: nobody can hold an address, or leave a
 * password on it, by registering it first. The password counts only if this very row's link is opened in the browser
 * where it was typed.
 */
export const registrations = flux.table(
  "registrations",
  {
    id: uuid().primaryKey().$defaultFn(uuidv7),
    email: text().notNull(),
    name: text().notNull(),
    passwordHash: text().notNull(),
    /** SHA-256 of the secret of the browser that signed up, hex. Null for sign-ups older than this column. */
    browserHash: text(),
    /** SHA-256 of the token in the mail, hex. */
    tokenHash: text().notNull().unique(),
    expiresAt: when().notNull(),
    createdAt: when().notNull().defaultNow(),
  },
  (t) => [index("registrations_email").on(t.email)],
);
