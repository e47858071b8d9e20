import { z } from "@hono/zod-openapi";
import { createRouter } from "../../http/create-router.ts";
import { publicIdSchema } from "../../http/public-id.ts";
import { roleRoute } from "../../http/route.ts";
import { toUserDto, userSchema } from "../auth/schema.ts";
import { changeRole } from "../users/change-role.ts";
import { userErrors } from "../users/errors.ts";

export const adminRoutes = createRouter();

adminRoutes.openapi(
  roleRoute("super_admin", {
    id: "changeRole",
    method: "put",
    path: "/api/admin/users/{id}/role",
    tag: "Admin",
    summary: "Give a person another role",
    description: "For super admins, and one always stays. It holds from the person's next request on.",
    request: {
      params: z.object({ id: publicIdSchema("usr") }),
      json: z.strictObject({ role: userSchema.shape.role }).openapi("ChangeRole"),
    },
    answers: { 200: ["The person as they are now", z.object({ user: userSchema })] },
    errors: [userErrors.user_not_found, userErrors.last_super_admin],
  }),
  async (c) => {
    const { deps, user: actor } = c.var;
    const { id: userId } = c.req.valid("param");
    const user = await changeRole(deps, { actorId: actor.id, userId, ...c.req.valid("json") });
    return c.json({ user: toUserDto(user) }, 200);
  },
);
