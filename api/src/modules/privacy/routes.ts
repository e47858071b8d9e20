import { gateErrors } from "../../adapters/chain/errors.ts";
import { storageErrors } from "../../adapters/storage/errors.ts";
import { createRouter } from "../../http/create-router.ts";
import { userRoute } from "../../http/route.ts";
import { clearSessionCookie } from "../auth/session-cookie.ts";
import { userErrors } from "../users/errors.ts";
import { deleteAccount } from "./delete-account.ts";
import { privacyErrors } from "./errors.ts";
import { exportData } from "./export-data.ts";
import * as schema from "./schema.ts";

/** What FLUX keeps about a person, in their hands. */
export const privacyRoutes = createRouter();
const tag = "People";

privacyRoutes.openapi(
  userRoute({
    id: "exportData",
    method: "get",
    path: "/api/privacy/export",
    tag,
    summary: "All that FLUX keeps about you",
    description:
      "As a file: profile, picture, addresses, wishlist, wallets, sessions, orders, what was sent for you, and the audit log's word.",
    answers: { 200: ["Everything", schema.exportSchema] },
    errors: [storageErrors.storage_unreachable],
  }),
  async (c) => {
    const { deps, user, session } = c.var;
    const data = schema.toExportDto(await exportData(deps, user), session.id);
    c.header("content-disposition", 'attachment; filename="flux-data.json"');
    return c.json(data, 200);
  },
);

privacyRoutes.openapi(
  userRoute({
    id: "deleteAccount",
    method: "delete",
    path: "/api/privacy/account",
    tag,
    summary: "Delete your account",
    description:
      "For ever. Orders stay with what an invoice has to say, and what is on chain stays there. Garments in custody have to be sent away first.",
    fresh: true,
    answers: { 200: ["Deleted", schema.deletedSchema] },
    errors: [
      privacyErrors.garments_in_custody,
      privacyErrors.order_under_way,
      userErrors.last_super_admin,
      ...gateErrors,
    ],
  }),
  async (c) => {
    await deleteAccount(c.var.deps, c.var.user);
    clearSessionCookie(c);
    return c.json({ deleted: true } as const, 200);
  },
);
