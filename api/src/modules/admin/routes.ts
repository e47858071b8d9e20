import { z } from "@hono/zod-openapi";
import { listAudit } from "../../audit/queries.ts";
import { createRouter } from "../../http/create-router.ts";
import { readCursor, toPage } from "../../http/page.ts";
import { publicId } from "../../http/public-id.ts";
import { adminRoute } from "../../http/route.ts";
import { keyErrors } from "../keys/errors.ts";
import { makeApiKey } from "../keys/make-api-key.ts";
import { listApiKeys } from "../keys/queries.ts";
import { revokeApiKey } from "../keys/revoke-api-key.ts";
import { namesOf } from "../users/queries.ts";
import { peopleRoutes } from "./people-routes.ts";
import * as schema from "./schema.ts";

export const adminRoutes = createRouter();
const tag = "Admin";

adminRoutes.route("/", peopleRoutes);

adminRoutes.openapi(
  adminRoute("audit:read", {
    id: "listAudit",
    method: "get",
    path: "/api/admin/audit",
    tag,
    summary: "Who did what, the newest first",
    request: { query: schema.auditQuery },
    answers: {
      200: ["A page", schema.auditPageSchema],
    },
  }),
  async (c) => {
    const { db } = c.var.deps;
    const { cursor, limit, since, until, ...query } = c.req.valid("query");
    const [before] = readCursor(cursor, z.tuple([z.uuid()])) ?? [];
    const moment = (text?: string) => (text === undefined ? undefined : new Date(text));
    const between = { since: moment(since), until: moment(until) };
    const rows = await listAudit(db, { ...query, ...between, before, limit: limit + 1 });
    const names = await namesOf(db, schema.peopleIn(rows));
    return c.json(
      toPage(
        rows,
        limit,
        (row) => schema.toAuditDto(row, names),
        ({ id }) => [id],
      ),
      200,
    );
  },
);

adminRoutes.openapi(
  adminRoute("keys:write", {
    id: "listApiKeys",
    method: "get",
    path: "/api/admin/keys",
    tag,
    summary: "The API keys that count",
    answers: {
      200: ["Everybody's, the newest first", schema.keysSchema],
    },
  }),
  async (c) => c.json({ keys: (await listApiKeys(c.var.deps.db)).map(schema.toKeyDto) }, 200),
);

adminRoutes.openapi(
  adminRoute("keys:write", {
    id: "makeApiKey",
    method: "post",
    path: "/api/admin/keys",
    tag,
    summary: "Make an API key for a program",
    description: "It may do what its scopes name, as long as its maker may. It is shown this once.",
    request: { json: schema.keyBody },
    fresh: true,
    answers: {
      201: ["The key", schema.madeKeySchema],
    },
    errors: [keyErrors.too_many_keys],
  }),
  async (c) => {
    const { deps, user } = c.var;
    const { id, secret, expiresAt } = await makeApiKey(deps, { user, ...c.req.valid("json") });
    return c.json({ id: publicId("key", id), key: secret, expiresAt: expiresAt.toISOString() }, 201);
  },
);

adminRoutes.openapi(
  adminRoute("keys:write", {
    id: "revokeApiKey",
    method: "delete",
    path: "/api/admin/keys/{id}",
    tag,
    summary: "Revoke an API key",
    description:
      "From its next request on. Anybody of the house may: a leaked one cannot wait for its maker.",
    request: { params: schema.keyParam },
    answers: {
      200: ["It opens nothing more", z.object({ revoked: z.literal(true) })],
    },
    errors: [keyErrors.key_not_found],
  }),
  async (c) => {
    const { deps, user } = c.var;
    await revokeApiKey(deps, { actor: user.id, keyId: c.req.valid("param").id });
    return c.json({ revoked: true } as const, 200);
  },
);
