import { z } from "@hono/zod-openapi";
import type { Context } from "hono";
import type { SessionUser } from "../../caller.ts";
import { clientOf } from "../../http/client.ts";
import { type AppEnv, createRouter } from "../../http/create-router.ts";
import { userRoute } from "../../http/route.ts";
import { networkOf, takeAll } from "../../limits/rate-limits.ts";
import { sendingErrors } from "../uploads/errors.ts";
import { removeAvatar, setAvatar } from "./change-avatar.ts";
import { userErrors } from "./errors.ts";
import { avatarSchema, toAvatarDto } from "./schema.ts";

/** The picture beside somebody's name. */
export const avatarRoutes = createRouter();
const tag = "People";
const path = "/api/users/avatar";

const description =
  "A JPEG or PNG of up to 2 MiB and 40 megapixels, as the body, or in the field `picture` of a form. It is cut to 400 × 400 pixels and drawn anew: nothing else of the file is kept.";
const errors = [...sendingErrors, userErrors.user_not_found];

/** Reads the body only when person and network may send one more. */
async function takeAvatar<E extends AppEnv>(c: Context<E>, user: SessionUser) {
  const { deps } = c.var;
  const { upload, uploadNetwork } = deps.limits;
  await takeAll([
    [uploadNetwork, networkOf(clientOf(c).ip)],
    [upload, user.id],
  ]);
  const body = new Uint8Array(await c.req.arrayBuffer());
  const sent = { body, contentType: c.req.header("content-type") ?? "" };
  return toAvatarDto(await setAvatar(deps, { userId: user.id, sent }));
}

avatarRoutes.openapi(
  userRoute({
    ...{ id: "setAvatar", method: "put", path, tag, summary: "Show this picture of you" },
    description,
    request: { file: "picture" },
    answers: { 200: ["Shown", avatarSchema] },
    errors,
  }),
  async (c) => c.json(await takeAvatar(c, c.var.user), 200),
);

avatarRoutes.openapi(
  userRoute({
    ...{ id: "sendAvatar", method: "post", path, tag, summary: "Show this picture of you, as forms send it" },
    description,
    request: { file: "picture" },
    answers: { 200: ["Shown", avatarSchema] },
    errors,
  }),
  async (c) => c.json(await takeAvatar(c, c.var.user), 200),
);

avatarRoutes.openapi(
  userRoute({
    ...{ id: "removeAvatar", method: "delete", path, tag, summary: "Show no picture of you" },
    answers: { 200: ["None is shown", z.object({ removed: z.literal(true) })] },
    errors: [userErrors.user_not_found],
  }),
  async (c) => {
    await removeAvatar(c.var.deps, { userId: c.var.user.id });
    return c.json({ removed: true } as const, 200);
  },
);
