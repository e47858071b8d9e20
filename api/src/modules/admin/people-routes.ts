import { z } from "@hono/zod-openapi";
import { inOneMoment } from "../../http/as-of.ts";
import { createRouter } from "../../http/create-router.ts";
import { readCursor, toPage } from "../../http/page.ts";
import { adminRoute } from "../../http/route.ts";
import { authErrors } from "../auth/errors.ts";
import { endedSchema, toUserDto, userSchema } from "../auth/schema.ts";
import { turnOffSecondFactor } from "../auth/turn-off-second-factor.ts";
import { unblockPerson } from "../users/block-person.ts";
import { changeRole } from "../users/change-role.ts";
import { userErrors } from "../users/errors.ts";
import { notePerson } from "../users/note-person.ts";
import { findUser } from "../users/queries.ts";
import { exportPeople } from "./export-people.ts";
import { listPeople } from "./list-people.ts";
import { readPerson } from "./read-person.ts";
import * as schema from "./schema.ts";
import { shutOutPerson } from "./shut-out-person.ts";
import { signOutPerson } from "./sign-out-person.ts";

/** People, as the house sees them. */
export const peopleRoutes = createRouter();
const tag = "Admin";
const done = z.object({ done: z.literal(true) });

peopleRoutes.openapi(
  adminRoute("people:read", {
    id: "listPeople",
    method: "get",
    path: "/api/admin/users",
    tag,
    summary: "People, the newest first",
    request: { query: schema.peopleQuery },
    answers: {
      200: ["A page", schema.peoplePageSchema],
    },
    description: "All of one moment, which it names.",
  }),
  async (c) => {
    const { cursor, limit, ...query } = c.req.valid("query");
    const [before] = readCursor(cursor, z.tuple([z.uuid()])) ?? [];
    const filter = { ...query, search: query.search || undefined, before, limit: limit + 1 };
    const { rows, asOf } = await inOneMoment(c.var.deps, async (tx) => ({
      rows: await listPeople(tx, filter),
    }));
    return c.json({ ...toPage(rows, limit, schema.toPersonRowDto, ({ id }) => [id]), asOf }, 200);
  },
);

peopleRoutes.openapi(
  adminRoute("people:read", {
    id: "exportPeople",
    method: "get",
    path: "/api/admin/users/export",
    tag,
    summary: "People as a CSV file",
    description:
      "With the same filters as the list; 50,000 at most. A row of the audit log says who took it.",
    request: { query: schema.peopleFilter },
    answers: {
      200: ["A file", z.string(), "text/csv"],
    },
  }),
  async (c) => {
    const { deps, user } = c.var;
    const file = await exportPeople(deps, { actorId: user.id, ...c.req.valid("query") });
    return c.body(file, 200, {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": 'attachment; filename="flux-people.csv"',
      "Cache-Control": "no-store",
    });
  },
);

peopleRoutes.openapi(
  adminRoute("people:read", {
    id: "getPerson",
    method: "get",
    path: "/api/admin/users/{id}",
    tag,
    summary: "A person: what they own, and where they are signed in",
    description: "All of one moment, which it names.",
    request: { params: schema.personParam },
    answers: {
      200: ["All that the house sees", schema.personSchema],
    },
    errors: [userErrors.user_not_found],
  }),
  async (c) => {
    const { id } = c.req.valid("param");
    return c.json(schema.toPersonPageDto(await readPerson(c.var.deps, id)), 200);
  },
);

peopleRoutes.openapi(
  adminRoute("people:write", {
    id: "blockPerson",
    method: "put",
    path: "/api/admin/users/{id}/block",
    tag,
    summary: "Shut a person out",
    description:
      "From their next request on: no session and no key of theirs opens anything, and nobody signs in to the account. What they hold stays theirs. Only a super admin blocks an admin.",
    request: { params: schema.personParam, json: schema.blockBody },
    answers: {
      200: ["They are out", done],
    },
    errors: [userErrors.user_not_found, userErrors.cannot_block_yourself],
  }),
  async (c) => {
    const { deps, user: actor } = c.var;
    const { id: userId } = c.req.valid("param");
    await shutOutPerson(deps, { actor, userId, ...c.req.valid("json") });
    return c.json({ done: true } as const, 200);
  },
);

peopleRoutes.openapi(
  adminRoute("people:write", {
    id: "unblockPerson",
    method: "delete",
    path: "/api/admin/users/{id}/block",
    tag,
    summary: "Let a blocked person in again",
    request: { params: schema.personParam },
    answers: {
      200: ["They may sign in", done],
    },
    errors: [userErrors.user_not_found],
  }),
  async (c) => {
    const { deps, user: actor } = c.var;
    await unblockPerson(deps, { actor, userId: c.req.valid("param").id });
    return c.json({ done: true } as const, 200);
  },
);

peopleRoutes.openapi(
  adminRoute("people:write", {
    id: "notePerson",
    method: "put",
    path: "/api/admin/users/{id}/note",
    tag,
    summary: "Write what the house should know about a person",
    description: "In place of what stood there. They never see it.",
    request: { params: schema.personParam, json: schema.noteBody },
    answers: {
      200: ["It is kept", done],
    },
    errors: [userErrors.user_not_found],
  }),
  async (c) => {
    const { deps, user } = c.var;
    const { id: userId } = c.req.valid("param");
    await notePerson(deps, { actorId: user.id, userId, ...c.req.valid("json") });
    return c.json({ done: true } as const, 200);
  },
);

peopleRoutes.openapi(
  adminRoute("people:write", {
    id: "signOutPerson",
    method: "delete",
    path: "/api/admin/users/{id}/sessions",
    tag,
    summary: "End all sessions of a person",
    request: { params: schema.personParam },
    answers: {
      200: ["They have ended", endedSchema],
    },
  }),
  async (c) => {
    const { deps, user } = c.var;
    const ended = await signOutPerson(deps, { actorId: user.id, userId: c.req.valid("param").id });
    return c.json({ ended }, 200);
  },
);

peopleRoutes.openapi(
  adminRoute("roles:write", {
    id: "takeOffSecondFactor",
    method: "delete",
    path: "/api/admin/users/{id}/second-factor",
    tag,
    summary: "Take a lost authenticator app off a person's account",
    description: "They are told by mail. Whoever asks for it: make sure that it is them.",
    request: { params: schema.personParam },
    fresh: true,
    answers: {
      200: ["Their password alone opens it now", done],
    },
    errors: [userErrors.user_not_found, authErrors.second_factor_is_off],
  }),
  async (c) => {
    const { deps, user: actor } = c.var;
    const user = await findUser(deps.db, c.req.valid("param").id);
    if (!user) throw userErrors.user_not_found();
    await turnOffSecondFactor(deps, { actor: actor.id, user });
    return c.json({ done: true } as const, 200);
  },
);

peopleRoutes.openapi(
  adminRoute("roles:write", {
    id: "changeRole",
    method: "put",
    path: "/api/admin/users/{id}/role",
    tag,
    summary: "Give a person another role",
    description: "For super admins, and one always stays. It holds from the person's next request on.",
    request: { params: schema.personParam, json: schema.roleBody },
    answers: {
      200: ["The person as they are now", z.object({ user: userSchema })],
    },
    errors: [userErrors.user_not_found, userErrors.last_super_admin],
  }),
  async (c) => {
    const { deps, user: actor } = c.var;
    const { id: userId } = c.req.valid("param");
    const user = await changeRole(deps, { actorId: actor.id, userId, ...c.req.valid("json") });
    return c.json({ user: toUserDto(user) }, 200);
  },
);
