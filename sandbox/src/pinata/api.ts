import { type Context, Hono, type MiddlewareHandler } from "hono";
import { z } from "zod";
import type { Wire } from "../faults.ts";
import { type PinWish, pinFile, pinFolder } from "./pin.ts";
import type { PinStore } from "./store.ts";

const keyvaluesSchema = z.record(z.string(), z.coerce.string());
const networkSchema = z.enum(["public", "private"]);

/**
 * Pinata's endpoints as the `pinata` SDK 2.5.6 calls them. The SDK has one `endpointUrl` for everything, with
 * and without "/v3" in its defaults, so both are served. Folders go to the old pinFileToIPFS (`legacyUploadUrl`).
 */
export function apiRoutes(store: PinStore, jwt: string) {
  const v3 = new Hono<Wire>()
    .use("/files/*", async (c, next) => {
      if (!isAuthorised(c, jwt)) return c.json({ error: { code: 401, message: "Not Authorized" } }, 401);
      await next();
    })
    .post("/files", async (c) => {
      const form = await c.req.formData();
      const file = form.get("file");
      if (!(file instanceof File)) return badRequest(c, "file is required");
      const wish = wishOf(form, file.name);
      return wish
        ? c.json({ data: await pinFile(store, file, wish) })
        : badRequest(c, "invalid keyvalues or network");
    })
    .get("/files/:network", (c) => {
      const query = c.req.query();
      const network = c.req.param("network");
      const wanted = store.files.values().filter((file) => file.network === network && isWanted(file, query));
      if (query.order !== "ASC") wanted.reverse();
      const from = Number(query.pageToken ?? 0);
      const to = from + Math.min(Number(query.limit ?? 10), 1_000);
      const next_page_token = to < wanted.length ? String(to) : null;
      return c.json({ data: { files: wanted.slice(from, to), next_page_token } });
    })
    .get("/files/:network/:id", (c) => {
      const file = store.files.get(c.req.param("id"));
      return file ? c.json({ data: file }) : c.json({ error: { code: 404, message: "File not found" } }, 404);
    })
    .delete("/files/:network/:id", (c) => {
      // The record goes; bytes stay, since others may have pinned them too.
      store.files.delete(c.req.param("id"));
      return c.json({ data: null });
    });

  const refuse: MiddlewareHandler<Wire> = async (c, next) => {
    const error = { reason: "INVALID_CREDENTIALS", details: "Invalid/expired credentials" };
    if (!isAuthorised(c, jwt)) return c.json({ error }, 401);
    await next();
  };
  const old = new Hono<Wire>()
    .use("/data/*", refuse)
    .use("/pinning/*", refuse)
    .get("/data/testAuthentication", (c) =>
      c.json({ message: "Congratulations! You are communicating with the Pinata API!" }),
    )
    .post("/pinning/pinFileToIPFS", async (c) => {
      const form = await c.req.formData();
      const files = form.getAll("file").filter((part) => part instanceof File);
      const metadata = metadataSchema.safeParse(JSON.parse(String(form.get("pinataMetadata") ?? "{}")));
      if (files.length === 0 || !metadata.success) return badRequest(c, "file is required");
      const [first] = files;
      const wish = {
        name: metadata.data.name ?? first?.name ?? "",
        network: "public",
        groupId: null,
        keyvalues: metadata.data.keyvalues ?? {},
      } as const;
      const isFolder = files.some((file) => file.name.includes("/"));
      const pinned =
        isFolder || !first ? await pinFolder(store, files, wish) : await pinFile(store, first, wish);
      return c.json({
        ID: pinned.id,
        Name: pinned.name,
        IpfsHash: pinned.cid,
        PinSize: pinned.size,
        Timestamp: pinned.created_at,
        NumberOfFiles: pinned.number_of_files,
        MimeType: pinned.mime_type,
        GroupId: pinned.group_id,
        Keyvalues: pinned.keyvalues,
        ...(pinned.is_duplicate ? { isDuplicate: true } : {}),
      });
    });

  return { v3, old };
}

const metadataSchema = z.object({ name: z.string().optional(), keyvalues: keyvaluesSchema.nullish() });

function isAuthorised(c: Context, jwt: string): boolean {
  return c.req.header("authorization") === `Bearer ${jwt}`;
}

function badRequest(c: Context, message: string) {
  return c.json({ error: { code: 400, message } }, 400);
}

function wishOf(form: FormData, fileName: string): PinWish | undefined {
  const keyvalues = keyvaluesSchema.safeParse(JSON.parse(String(form.get("keyvalues") ?? "{}")));
  const network = networkSchema.safeParse(form.get("network") ?? "private");
  if (!keyvalues.success || !network.success) return undefined;
  const groupId = form.get("group_id");
  return {
    name: String(form.get("name") ?? fileName),
    network: network.data,
    groupId: typeof groupId === "string" ? groupId : null,
    keyvalues: keyvalues.data,
  };
}

function isWanted(
  file: {
    name: string;
    cid: string;
    mime_type: string;
    group_id: string | null;
    keyvalues: Record<string, string>;
  },
  query: Record<string, string>,
): boolean {
  if (query.name && !file.name.includes(query.name)) return false;
  if (query.cid && file.cid !== query.cid) return false;
  if (query.mimeType && file.mime_type !== query.mimeType) return false;
  if (query.group && (file.group_id ?? "null") !== query.group) return false;
  return Object.entries(query).every(([key, value]) => {
    const name = /^keyvalues\[(.+)\]$/.exec(key)?.[1];
    return name === undefined || file.keyvalues[name] === value;
  });
}
