import { boolean, index, integer, primaryKey, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { v7 as uuidv7 } from "uuid";
import { flux } from "../../db/flux-schema.ts";
import { users } from "../users/tables.ts";

const when = () => timestamp({ withTimezone: true });

/** One signed-in browser or client. What it holds is not here: see session-token.ts. */
export const sessions = flux.table(
  "sessions",
  {
    id: uuid().primaryKey().$defaultFn(uuidv7),
    /** SHA-256 of the token, hex. */
    tokenHash: text().notNull().unique(),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    /** Asked to be remembered: it ends 30 days after it was last seen, in place of 7. */
    remembered: boolean().notNull().default(false),
    expiresAt: when().notNull(),
    /** When it was last used, to the hour. */
    seenAt: when().notNull().defaultNow(),
    /** When the person last showed that it is them: by their password, a mailed code, or their wallet. */
    confirmedAt: when().notNull().defaultNow(),
    /** Waits for a code of the person's authenticator app, and opens nothing until then. */
    waitsForCode: boolean().notNull().default(false),
    /** When such a code opened it, or showed in it that the app works. */
    secondFactorAt: when(),
    ipAddress: text(),
    userAgent: text(),
    createdAt: when().notNull().defaultNow(),
  },
  (t) => [index("sessions_user").on(t.userId)],
);

/** The password of who has one. */
export const passwords = flux.table("passwords", {
  userId: uuid()
    .primaryKey()
    .references(() => users.id, { onDelete: "cascade" }),
  /** argon2id, or the scrypt of accounts made before: see password-hash.ts. */
  hash: text().notNull(),
  changedAt: when().notNull().defaultNow(),
});

/** The authenticator app (TOTP, RFC 6238) of who has one. */
export const secondFactors = flux.table("second_factors", {
  userId: uuid()
    .primaryKey()
    .references(() => users.id, { onDelete: "cascade" }),
  /** What app and house share, sealed: see seal-secret.ts. */
  secret: text().notNull(),
  /** When a code showed that the app has it. Null: it was offered, and counts for nothing yet. */
  provenAt: when(),
  /** The 30 seconds, counted from 1970, of the newest code that was taken: that one and all before it are used up. */
  lastStep: integer().notNull().default(0),
  createdAt: when().notNull().defaultNow(),
});

/** What opens an account whose app is lost, each once. */
export const recoveryCodes = flux.table(
  "recovery_codes",
  {
    userId: uuid()
      .notNull()
      .references(() => secondFactors.userId, { onDelete: "cascade" }),
    /** HMAC of the code: see recovery-codes.ts. */
    hash: text().notNull(),
    usedAt: when(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.hash] })],
);

/** One-time values that expire: nonces to sign, and what a mail carries, each under its own kind of `identifier`. */
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
    /** Where to go on afterwards: a path of ours. */
    next: text(),
    /** SHA-256 of the secret of the browser that signed up, hex. Null for sign-ups older than this column. */
    browserHash: text(),
    /** SHA-256 of the token in the mail, hex. */
    tokenHash: text().notNull().unique(),
    expiresAt: when().notNull(),
    createdAt: when().notNull().defaultNow(),
  },
  (t) => [index("registrations_email").on(t.email)],
);
