import { z } from "@hono/zod-openapi";
import type { AuditRow } from "../../audit/queries.ts";
import { acts } from "../../audit/write-audit.ts";
import { asOfSchema } from "../../http/as-of.ts";
import { pageQuery, pageSchema } from "../../http/page.ts";
import { publicId, publicIdSchema, uuidOf } from "../../http/public-id.ts";
import { exactText, line, multiline, optionalLine } from "../../input/text.ts";
import { scopes } from "../../permissions.ts";
import { sessionSchema, toSessionDto, toWalletDto, userSchema, walletSchema } from "../auth/schema.ts";
import type { ApiKeyRow } from "../keys/queries.ts";
import { toTwinSummary, twinSummarySchema } from "../twins/schema.ts";
import type { PersonRow } from "./list-people.ts";
import type { readPerson } from "./read-person.ts";

const role = userSchema.shape.role;
/** In a query: true or false, and nothing else. */
const flag = z.enum(["true", "false"]).transform((value) => value === "true");

export const personParam = z.object({ id: publicIdSchema("usr") });

const filter = {
  search: optionalLine(100).optional().openapi({
    description: "Part of a name, e-mail address, username or phone number, or a wallet's beginning.",
  }),
  role: role.optional(),
  tribe: flag
    .optional()
    .openapi({ type: "string", enum: ["true", "false"], description: "Whether they hold a garment." }),
  blocked: flag.optional().openapi({ type: "string", enum: ["true", "false"] }),
};
export const peopleFilter = z
  .object(filter)
  .transform(({ search, ...rest }) => ({ ...rest, search: search || undefined }));
export const peopleQuery = pageQuery.extend(filter);

export const personRowSchema = z
  .object({
    ...userSchema.shape,
    username: z.string().nullable(),
    phone: z.string().nullable(),
    phoneVerified: z.boolean().openapi({ description: "A code that was sent to it came back." }),
    memberSince: z.iso.datetime(),
    garments: z.int().openapi({ description: "How many they hold by the views. More than none: tribe." }),
    blocked: z
      .object({ since: z.iso.datetime(), reason: z.string() })
      .nullable()
      .openapi({ description: "null: not blocked" }),
  })
  .openapi("PersonRow");

export const peoplePageSchema = pageSchema(personRowSchema).extend({ asOf: asOfSchema });

export const personSchema = z
  .object({
    person: personRowSchema.omit({ garments: true }).extend({ note: z.string().nullable() }),
    secondFactor: z.boolean(),
    wallets: z.array(walletSchema),
    garments: z
      .array(twinSummarySchema)
      .openapi({ description: "What their wallets hold, a hundred at most." }),
    sessions: z.array(sessionSchema.omit({ current: true })),
    asOf: asOfSchema,
  })
  .openapi("Person");

export const blockBody = z.strictObject({ reason: line(300) }).openapi("BlockPerson");
export const noteBody = z
  .strictObject({
    note: multiline(4_000)
      .nullable()
      .openapi({ type: ["string", "null"] }),
  })
  .openapi("NotePerson");
export const roleBody = z.strictObject({ role }).openapi("ChangeRole");

type Columns = Omit<PersonRow, "garments">;

export function toPersonDto({ id, createdAt, blockedAt, blockedFor, ...row }: Columns) {
  const { email, emailVerified, name, role, username, phone, phoneVerified } = row;
  return {
    id: publicId("usr", id),
    ...{ email, emailVerified, name, role, username, phone, phoneVerified },
    memberSince: createdAt.toISOString(),
    blocked: blockedAt && { since: blockedAt.toISOString(), reason: blockedFor ?? "" },
  };
}

export const toPersonRowDto = ({ garments, ...row }: PersonRow) => ({ ...toPersonDto(row), garments });

export function toPersonPageDto(read: Awaited<ReturnType<typeof readPerson>>) {
  const { person, secondFactor, wallets, twins, sessions, reader, asOf } = read;
  return {
    person: { ...toPersonDto(person), note: person.note },
    secondFactor,
    wallets: wallets.map(toWalletDto),
    garments: twins.map((twin) => toTwinSummary(twin, reader)),
    sessions: sessions.map((row) => {
      const { current: _, ...session } = toSessionDto(row, "");
      return session;
    }),
    asOf,
  };
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** People stand in the log by their uuid, all else as the API shows it. */
const asWritten = (id: string) => (id.startsWith("usr_") ? uuidOf(id) : id);
const asShown = (id: string) => (uuid.test(id) ? publicId("usr", id) : id);
const subject = exactText({ max: 200 });

export const auditQuery = pageQuery.extend({
  actor: z
    .union([z.literal("system"), publicIdSchema("usr")])
    .optional()
    .openapi({ type: "string", description: "A person, or system." }),
  act: z.enum(acts).optional(),
  subject: subject
    .transform(asWritten)
    .optional()
    .openapi({ type: "string", description: "What it was done to: a person, another id, a token id." }),
  since: z.iso.datetime({ offset: true }).optional(),
  until: z.iso.datetime({ offset: true }).optional(),
});

export const auditRowSchema = z
  .object({
    id: z.string(),
    at: z.iso.datetime(),
    actor: z.object({ id: z.string(), name: z.string().nullable() }),
    act: z.string(),
    subject: z.object({ id: z.string(), name: z.string().nullable() }),
    details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
    requestId: z.string().nullable(),
    apiKey: z.string().nullable().openapi({ description: "With which key the actor's program did it." }),
  })
  .openapi("AuditRow");
export const auditPageSchema = pageSchema(auditRowSchema);

export function toAuditDto(
  { id, at, actor, act, subject, details, requestId, apiKeyId }: AuditRow,
  names: Map<string, string>,
) {
  const named = (value: string) => ({ id: asShown(value), name: names.get(value) ?? null });
  return {
    id: publicId("aud", id),
    at: at.toISOString(),
    ...{ actor: named(actor), act, subject: named(subject), details, requestId },
    apiKey: apiKeyId && publicId("key", apiKeyId),
  };
}

/** The people whom rows of the log name. */
export const peopleIn = (rows: AuditRow[]) => [
  ...new Set(rows.flatMap(({ actor, subject }) => [actor, subject]).filter((id) => uuid.test(id))),
];

const scope = z.enum(scopes);

export const keyBody = z
  .strictObject({
    name: line(80).openapi({ example: "Stock report" }),
    scopes: z.array(scope).min(1).max(scopes.length),
    days: z.int().min(1).max(365).default(90).openapi({ description: "How long it counts." }),
  })
  .openapi("MakeApiKey");

export const keyParam = z.object({ id: publicIdSchema("key") });

export const madeKeySchema = z
  .object({
    id: z.string(),
    key: z.string().openapi({ description: "For `Authorization: Bearer`. Shown this once." }),
    expiresAt: z.iso.datetime(),
  })
  .openapi("MadeApiKey");

export const keysSchema = z
  .object({
    keys: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        scopes: z.array(scope),
        maker: z.object({ id: z.string(), name: z.string() }),
        createdAt: z.iso.datetime(),
        expiresAt: z.iso.datetime(),
        usedAt: z.iso.datetime().nullable().openapi({ description: "To the hour; null: never." }),
      }),
    ),
  })
  .openapi("ApiKeys");

export function toKeyDto({ id, name, scopes, maker, createdAt, expiresAt, usedAt }: ApiKeyRow) {
  return {
    id: publicId("key", id),
    ...{ name, scopes },
    maker: { id: publicId("usr", maker.id), name: maker.name },
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    usedAt: usedAt?.toISOString() ?? null,
  };
}
