import { storageErrors } from "../../adapters/storage/errors.ts";
import { createRouter } from "../../http/create-router.ts";
import { publicRoute } from "../../http/route.ts";
import { uploadErrors } from "./errors.ts";
import { pictureSchema, uploadParam } from "./schema.ts";

/** Files that people sent, drawn anew. */
export const uploadRoutes = createRouter();

/** One that is opened by itself is a picture and nothing more, whatever a browser makes of it. */
const policy = "default-src 'none'; sandbox; frame-ancestors 'none'";

uploadRoutes.openapi(
  publicRoute({
    id: "getUpload",
    method: "get",
    path: "/api/uploads/{name}",
    tag: "People",
    summary: "A picture that somebody uploaded",
    description:
      "Its name is made of its content, so it never changes: keep it for ever. Answers If-None-Match.",
    request: { params: uploadParam },
    answers: { 200: ["The picture", pictureSchema, "image/webp"], 304: ["You have it"] },
    errors: [uploadErrors.upload_not_found, storageErrors.storage_unreachable],
  }),
  async (c) => {
    const { name } = c.req.valid("param");
    const tag = `"${name}"`;
    const known = c.req.header("if-none-match")?.split(",") ?? [];
    const isKnown = known.some((one) => one.trim().replace(/^W\//, "") === tag);
    const bytes = isKnown ? null : await c.var.deps.storage.get(name);
    if (!isKnown && !bytes) throw uploadErrors.upload_not_found();
    // Only now: that a file is not there (any more) is nothing to keep for ever.
    c.header("ETag", tag);
    c.header("Cache-Control", "public, max-age=31536000, immutable");
    c.header("Content-Security-Policy", policy);
    c.header("Content-Disposition", `inline; filename="${name}"`);
    if (!bytes) return c.body(null, 304);
    return c.body(new Uint8Array(bytes), 200, { "Content-Type": "image/webp" });
  },
);
