import { z } from "@hono/zod-openapi";
import { httpErrors } from "../../errors.ts";
import { createRouter } from "../../http/create-router.ts";
import { publicIdSchema } from "../../http/public-id.ts";
import { publicRoute, userRoute } from "../../http/route.ts";
import { endOtherSessions } from "./end-other-sessions.ts";
import { endSession } from "./end-session.ts";
import { authErrors } from "./errors.ts";
import { sessionsOf } from "./queries.ts";
import * as schema from "./schema.ts";
import { clearSessionCookie } from "./session-cookie.ts";
import { expiryOf } from "./session-life.ts";

/** Where somebody is signed in, and tokens for programs. */
export const sessionRoutes = createRouter();
const tag = "Accounts";

sessionRoutes.openapi(
  userRoute({
    id: "refreshSession",
    method: "post",
    path: "/api/auth/refresh",
    tag,
    summary: "Get an access token",
    description:
      "Prolongs the session of the cookie or session token, and answers with a token of 15 minutes for programs that check it themselves. An access token gets no other.",
    answers: {
      200: ["A token", schema.accessTokenSchema],
    },
  }),
  async (c) => {
    const { session, deps } = c.var;
    if (session.by === "access_token") throw httpErrors.not_signed_in();
    const { token, expiresAt } = await deps.auth.accessTokens.sign({
      userId: session.user.id,
      sessionId: session.id,
    });
    const sessionExpiresAt = expiryOf(session, session.seenAt).toISOString();
    return c.json({ accessToken: token, expiresAt: expiresAt.toISOString(), sessionExpiresAt }, 200);
  },
);

sessionRoutes.openapi(
  publicRoute({
    id: "getJwks",
    method: "get",
    path: "/api/auth/jwks",
    tag,
    summary: "The key that checks access tokens",
    answers: {
      200: ["A JWK Set", schema.jwksSchema],
    },
  }),
  async (c) => {
    c.header("cache-control", "public, max-age=3600");
    return c.json(await c.var.deps.auth.accessTokens.keySet(), 200);
  },
);

sessionRoutes.openapi(
  userRoute({
    id: "listSessions",
    method: "get",
    path: "/api/auth/sessions",
    tag,
    summary: "Where you are signed in",
    answers: {
      200: ["Your sessions, the newest first", schema.sessionsSchema],
    },
  }),
  async (c) => {
    const { session, user, deps } = c.var;
    const rows = await sessionsOf(deps.db, user.id);
    return c.json({ sessions: rows.map((row) => schema.toSessionDto(row, session.id)) }, 200);
  },
);

sessionRoutes.openapi(
  userRoute({
    id: "endSession",
    method: "delete",
    path: "/api/auth/sessions/{id}",
    tag,
    summary: "Sign out somewhere",
    request: { params: z.object({ id: publicIdSchema("ses") }) },
    answers: {
      200: ["It has ended", z.object({ ended: z.literal(1) })],
    },
    errors: [authErrors.session_not_found],
  }),
  async (c) => {
    const { session, user, deps } = c.var;
    const { id: sessionId } = c.req.valid("param");
    if (!(await endSession(deps, { actor: user.id, userId: user.id, sessionId })))
      throw authErrors.session_not_found();
    if (sessionId === session.id) clearSessionCookie(c);
    return c.json({ ended: 1 } as const, 200);
  },
);

sessionRoutes.openapi(
  userRoute({
    id: "endOtherSessions",
    method: "delete",
    path: "/api/auth/sessions",
    tag,
    summary: "Sign out everywhere else",
    answers: {
      200: ["They have ended", schema.endedSchema],
    },
  }),
  async (c) => {
    const { session, user, deps } = c.var;
    return c.json({ ended: await endOtherSessions(deps, { userId: user.id, sessionId: session.id }) }, 200);
  },
);
