// The JavaScript that a page loads before anybody clicks: each script its HTML names, gzipped, in kB.
import { gzipSync } from "node:zlib";
import { createApi, dataOf } from "../scripts/demo/clients.ts";
import { currentStatus } from "../scripts/flux/status.ts";

type Row = { act: string; value: number; unit: "kB" };

const address = {
  fullName: "Kira Rao",
  phone: "+919876543210",
  line1: "14, Hill Road",
  city: "Mumbai",
  state: "Maharashtra",
  postalCode: "400050",
  country: "IN",
} as const;

/** Prints the first-load JavaScript of the shop's pages, read from the running platform. Orders one garment to see its page. */
export async function webJs(args: string[]) {
  const status = currentStatus();
  if (!status.ready) throw new Error("FLUX does not run. Start it first: npm start");
  const { cookie, cart, order } = await signInAndOrder(status);
  const pages: [act: string, path: string, html: string][] = [];
  const see = async (act: string, path: string, by?: string) =>
    pages.push([act, path, await htmlOf(`${status.urls.web}${path}`, by)]);
  await see("home", "/");
  await see("shop", "/products");
  await see("product", "/products/glitch-hoodie?size=L");
  await cart(() => see("cart", "/cart", cookie));
  await see("order", `/orders/${await order()}`, cookie);
  await see("orders", "/orders", cookie);
  await see("sign-in", "/sign-in");
  await see("twin", "/garments/1000001");
  await see("tap", "/tap?pk2=a&rnd=b&rndsig=c");
  await see("not-found", "/nowhere");

  const sizes = new Map<string, number>();
  const rows: Row[] = [];
  for (const [act, , html] of pages) {
    let bytes = 0;
    for (const src of scriptsOf(html)) {
      if (!sizes.has(src)) sizes.set(src, await gzippedSize(new URL(src, status.urls.web)));
      bytes += sizes.get(src) ?? 0;
    }
    rows.push({ act, value: Number((bytes / 1000).toFixed(1)), unit: "kB" });
  }
  if (args.includes("--json")) console.log(JSON.stringify({ bench: "web-js", rows }));
  else for (const { act, value } of rows) console.log(`${act.padEnd(12)}${value.toFixed(1).padStart(8)} kB`);
}

/** Signed in as the demo's buyer: with one garment in the cart while `cart` runs, then with an order for it. */
async function signInAndOrder(status: ReturnType<typeof currentStatus>) {
  const login = await createApi(status).POST("/api/auth/login", { body: status.demo.buyer ?? noDemo() });
  const api = createApi(status, dataOf(login).token);
  const cookie = login.response.headers.getSetCookie().map((line) => line.split(";")[0]);
  return {
    cookie: cookie.join("; "),
    async cart(look: () => Promise<unknown>) {
      const path = { slug: "glitch-hoodie" };
      const { variants } = dataOf(await api.GET("/api/products/{slug}", { params: { path } }));
      const variantId = variants.find(({ left }) => left > 0)?.id ?? "";
      dataOf(await api.POST("/api/cart/add", { body: { variantId, quantity: 1 } }));
      await look();
    },
    async order() {
      const body = { address, paymentMethod: "razorpay" as const };
      return dataOf(await api.POST("/api/orders", { body, params: {} })).id;
    },
  };
}

function noDemo(): never {
  throw new Error("This platform has no demo logins. Run the bench on the embedded one: npm start");
}

async function htmlOf(url: string, cookie = ""): Promise<string> {
  const response = await fetch(url, { headers: { cookie }, redirect: "manual" });
  if (response.status >= 300 && response.status !== 404)
    throw new Error(`${url} answered ${response.status}: the page cannot be measured.`);
  return response.text();
}

/** Modern browsers skip what says `noModule`. */
function scriptsOf(html: string): Set<string> {
  const tags = [...html.matchAll(/<script\b[^>]*>/gi)].map(([tag]) => tag);
  const loaded = tags.filter((tag) => !/\bnomodule\b/i.test(tag));
  return new Set(loaded.flatMap((tag) => /\bsrc="([^"]+)"/.exec(tag)?.[1]?.replaceAll("&amp;", "&") ?? []));
}

async function gzippedSize(url: URL): Promise<number> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answered ${response.status}.`);
  return gzipSync(Buffer.from(await response.arrayBuffer()), { level: 9 }).length;
}
