import { Hono } from "hono";
import { html } from "hono/html";
import { createFaults, type Wire } from "../faults.ts";
import { listen, type Part } from "../listen.ts";
import { page, policy } from "../page.ts";
import { apiRoutes } from "./api.ts";
import { gatewayRoutes } from "./gateway.ts";
import { openPins, type PinStore } from "./store.ts";

export interface PinataSettings {
  port: number;
  /** Where pins are kept; without it they live in memory. */
  dataDir?: string;
  /** The bearer token that uploads need. */
  jwt: string;
}

/**
 * Pinata's API and an IPFS gateway on one port. Point the SDK at it with `endpointUrl` and `uploadUrl` =
 * `<url>/v3`, `legacyUploadUrl` = `<url>/pinning/pinFileToIPFS`.
 */
export async function startPinata({ port, dataDir, jwt }: PinataSettings): Promise<Part> {
  const faults = createFaults();
  const store = openPins(dataDir);
  const { v3, old } = apiRoutes(store, jwt);
  const app = new Hono<Wire>()
    .use(faults.middleware)
    .route("/", faults.routes)
    .get("/health", (c) => c.json({ ok: true }))
    .get("/", (c) => {
      c.header("content-security-policy", policy());
      return c.html(pinsPage(store));
    })
    .delete("/sandbox/pins/:cid", (c) => {
      store.forget(c.req.param("cid"));
      return c.body(null, 204);
    })
    .route("/", gatewayRoutes(store))
    .route("/v3", v3)
    .route("/v3", old)
    .route("/", old)
    .route("/", v3)
    .onError((error, c) =>
      error instanceof SyntaxError || error instanceof TypeError
        ? c.json({ error: { code: 400, message: error.message } }, 400)
        : c.json({ error: { code: 500, message: "Internal error" } }, 500),
    );
  return listen(app, port);
}

function pinsPage(store: PinStore) {
  const files = store.files.values().reverse().slice(0, 100);
  const body = html`
<p class="label">Sandbox · Pinata and IPFS</p><h1>Pinned</h1>
<p class="fog">Content-addressed for real: the CIDs are the ones kubo would give. Nothing leaves this machine.</p>
${files.length === 0 ? html`<p class="card">Nothing is pinned yet.</p>` : ""}
<div style="overflow-x:auto"><table>
${files.map((file) => html`<tr><td>${file.name}<br><a class="mono" href="/ipfs/${file.cid}">${file.cid}</a></td><td class="fog">${file.mime_type}<br>${file.number_of_files} file${file.number_of_files === 1 ? "" : "s"}, ${file.size} bytes</td></tr>`)}
</table></div>`;
  return page({ title: "Pinata sandbox", body });
}
