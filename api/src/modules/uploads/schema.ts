import { z } from "@hono/zod-openapi";
import { uploadNamePattern } from "./upload-name.ts";

export const uploadParam = z.object({
  name: z
    .string()
    .regex(uploadNamePattern, "a file here is called like avatar-<64 hex digits>.webp")
    .openapi({ example: `avatar-${"0".repeat(64)}.webp` }),
});

/** Its bytes: described, not parsed. */
export const pictureSchema = z.string().openapi({ format: "binary" });
