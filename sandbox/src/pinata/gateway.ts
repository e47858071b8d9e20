import { type Context, Hono } from "hono";
import { html } from "hono/html";
import type { Wire } from "../faults.ts";
import { page } from "../page.ts";
import { mimeOf } from "./mime.ts";
import type { PinStore } from "./store.ts";

/**
 * The path gateway: GET /ipfs/<cid>[/path]. What a CID names never changes, so it may be cached for ever.
 * Source: specs.ipfs.tech/http-gateways/path-gateway.
 */
export function gatewayRoutes(store: PinStore) {
  return new Hono<Wire>().on(["GET", "HEAD"], ["/ipfs/:cid", "/ipfs/:cid/*"], (c) => serve(c, store));
}

function serve(c: Context, store: PinStore) {
  const path = decodeURIComponent(c.req.path).slice("/ipfs/".length);
  const [root = "", ...names] = path.split("/").filter((name) => name !== "");
  const cid = resolve(store, root, names);
  if (cid === undefined) return c.text(`ipfs: nothing is pinned here as ${path}\n`, 404);
  const headers = {
    "access-control-allow-origin": "*",
    "cache-control": "public, max-age=29030400, immutable",
    etag: `"${cid}"`,
    "x-content-type-options": "nosniff",
    "x-ipfs-path": `/ipfs/${path}`,
    "x-ipfs-roots": cid,
  };
  if (c.req.header("if-none-match")?.includes(cid)) return c.body(null, 304, headers);
  const node = store.node(cid);
  const bytes = store.bytes(cid);
  if (node?.entries)
    return c.html(listing(path, Object.keys(node.entries)), 200, {
      ...headers,
      "cache-control": "public, max-age=604800",
    });
  if (!bytes) return c.text("ipfs: the bytes are gone\n", 404);
  const type =
    names.length > 0
      ? mimeOf(names.at(-1) ?? "", node?.mimeType)
      : (node?.mimeType ?? "application/octet-stream");
  return c.body(new Uint8Array(bytes), 200, { ...headers, "content-type": type });
}

function resolve(store: PinStore, root: string, names: string[]): string | undefined {
  let cid: string | undefined = store.node(root) ? root : undefined;
  for (const name of names) {
    const entries: Record<string, string> = (cid && store.node(cid)?.entries) || {};
    cid = Object.hasOwn(entries, name) ? entries[name] : undefined;
  }
  return cid;
}

function listing(path: string, names: string[]) {
  const body = html`<p class="label">IPFS folder</p><h1 class="mono">${path}</h1><ul>${names.map((name) => html`<li><a href="/ipfs/${path}/${name}">${name}</a></li>`)}</ul>`;
  return page({ title: path, body });
}
