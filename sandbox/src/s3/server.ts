import { createHash } from "node:crypto";
import { type Context, Hono } from "hono";
import { createFaults, type Wire } from "../faults.ts";
import { listen, type Part } from "../listen.ts";
import { findFault, type Keys } from "./signature.ts";

export interface S3Settings extends Keys {
  port: number;
  bucket: string;
}

type Stored = { content: Uint8Array<ArrayBuffer>; type: string; etag: string };

/**
 * One bucket of S3 at path-style addresses, in memory: PutObject, GetObject, HeadObject, DeleteObject. Every request
 * is held against its signature and its body's hash. `objects` is what it holds, for a test to look at.
 */
export async function startS3({
  port,
  bucket,
  ...keys
}: S3Settings): Promise<Part & { objects: ReadonlyMap<string, Stored> }> {
  const faults = createFaults();
  const objects = new Map<string, Stored>();

  const act = async (c: Context<Wire>) => {
    const { method, url = "", headers } = c.env.incoming;
    const body = new Uint8Array(await c.req.arrayBuffer());
    const header = (name: string) => c.req.header(name);
    const signed = { method: method ?? "", target: url, header, headerNames: Object.keys(headers), body };
    const fault = findFault(signed, keys);
    if (fault) return refuse(c, fault.status, fault.code);
    const [, name, key] = /^\/([^/?]+)\/([^?]+)/.exec(url) ?? [];
    if (!name || !key) return refuse(c, 501, "NotImplemented");
    if (name !== bucket) return refuse(c, 404, "NoSuchBucket");

    if (method === "PUT") {
      const etag = `"${createHash("md5").update(body).digest("hex")}"`;
      objects.set(key, { content: body, etag, type: header("content-type") ?? "binary/octet-stream" });
      return c.body(null, 200, { etag });
    }
    if (method === "DELETE") {
      objects.delete(key);
      return c.body(null, 204);
    }
    const found = objects.get(key);
    if (!found) return refuse(c, 404, "NoSuchKey");
    if (method !== "GET" && method !== "HEAD") return refuse(c, 405, "MethodNotAllowed");
    return c.body(found.content, 200, { etag: found.etag, "content-type": found.type });
  };

  const app = new Hono<Wire>()
    .use(faults.middleware)
    .route("/", faults.routes)
    .get("/health", (c) => c.json({ ok: true }))
    .all("*", act);
  return { ...(await listen(app, port)), objects };
}

function refuse(c: Context<Wire>, status: number, code: string) {
  const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${code}</Message><RequestId>sandbox</RequestId></Error>`;
  // To HEAD the server sends the headers alone.
  return c.body(xml, status as 403, { "content-type": "application/xml" });
}
