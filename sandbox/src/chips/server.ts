import { type Context, Hono } from "hono";
import { BaseError, bytesToHex, isAddress, type TypedDataDefinition } from "viem";
import { z } from "zod";
import { createFaults, type Wire } from "../faults.ts";
import { listen, type Part } from "../listen.ts";
import { policy } from "../page.ts";
import { signChallenge, signTypedData } from "./commands.ts";
import { type Drawer, openDrawer, toChip } from "./drawer.ts";
import { drawerPage } from "./drawer-page.ts";
import { forgedTap, forgeries, NeverTapped, tap } from "./taps.ts";

export interface ChipsSettings {
  port: number;
  /** Where the drawer's secret and counters are kept; without it they live in memory. */
  dataDir?: string;
  /** Origin of the site whose /tap the chips' URLs open. */
  webUrl: string;
}

const placeSchema = z.strictObject({
  batch: z.int().positive(),
  serial: z.int().positive().max(999_999),
  label: z.string().max(120).optional(),
});
const challengeSchema = z.strictObject({
  challenge: z
    .hex()
    .or(z.string())
    .pipe(z.string().regex(/^(0x)?[0-9a-fA-F]{64}$/, "32 bytes in hex")),
});
const typedDataShape = z.object({
  domain: z.record(z.string(), z.unknown()),
  types: z.record(z.string(), z.array(z.strictObject({ name: z.string(), type: z.string() }))),
  primaryType: z.string(),
  message: z.record(z.string(), z.unknown()),
});
const typedDataSchema = z.custom<TypedDataDefinition>(
  (value) => typedDataShape.safeParse(value).success,
  "Expected EIP-712 typed data: domain, types, primaryType, message.",
);
const forgerySchema = z.enum(["wrong_key", "own_pk2", "unknown", "replay"]);

/**
 * A drawer of virtual HaLo-class chips. Attack to know: a forger can show a genuine pk1 beside a pk2 of his
 * own. So whoever verifies a tap maps it to a garment by the pk2 (or pk2's address) written down at encoding
 * time, never by a pk1 the URL claims.
 */
export async function startChips({ port, dataDir, webUrl }: ChipsSettings): Promise<Part> {
  const faults = createFaults();
  const drawer = openDrawer(dataDir);
  const app = new Hono<Wire>()
    .use(faults.middleware)
    .route("/", faults.routes)
    .get("/health", (c) => c.json({ ok: true }))
    .get("/", (c) => {
      c.header("content-security-policy", policy());
      return c.html(drawerPage(drawer.list(), c.req.query()));
    })
    .post("/chips", async (c) => {
      const wish = z.union([placeSchema, z.array(placeSchema)]).parse(await c.req.json().catch(() => null));
      if (Array.isArray(wish)) return c.json(wish.map((place) => toChip(drawer, drawer.encode(place))));
      return c.json(toChip(drawer, drawer.encode(wish)));
    })
    .get("/chips", (c) => c.json(drawer.list().map((row) => toChip(drawer, row))))
    .post("/chips/forge", async (c) => {
      const { address, forgery } = z
        .strictObject({ address: z.string(), forgery: forgerySchema.default("wrong_key") })
        .parse(await c.req.json().catch(() => null));
      return c.json(forgedTap(drawer, webUrl, chipAt(drawer, address), forgery));
    })
    .get("/chips/:address", (c) => c.json(toChip(drawer, chipOf(c, drawer))))
    .post("/chips/:address/sign", async (c) => {
      const row = chipOf(c, drawer);
      const { challenge } = challengeSchema.parse(await c.req.json().catch(() => null));
      const { pk2 } = drawer.keysOf(row);
      const signed = signChallenge(pk2, `0x${challenge.replace(/^0x/, "")}`);
      const { address, pk2Address } = row;
      return c.json({ keyNo: 2, address, pk2Address, publicKey: bytesToHex(pk2.publicKey), ...signed });
    })
    .post("/chips/:address/sign-typed-data", async (c) => {
      const row = chipOf(c, drawer);
      const data = typedDataSchema.parse(await c.req.json().catch(() => null));
      const signature = await signTypedData(drawer.keysOf(row).pk1, data);
      return c.json({ keyNo: 1, address: row.address, signature });
    })
    .post("/chips/:address/tap", (c) => c.json(tap(drawer, webUrl, chipOf(c, drawer))))
    // The same two for a person's browser: the phone opens what the chip says.
    .post("/chips/:address/hold", (c) => c.redirect(tap(drawer, webUrl, chipOf(c, drawer)).url, 303))
    .post("/chips/:address/hold-copy", async (c) => {
      const wish = forgerySchema.safeParse((await c.req.parseBody()).forgery);
      return c.redirect(forgedTap(drawer, webUrl, chipOf(c, drawer), wish.data ?? "wrong_key").url, 303);
    })
    .get("/forgeries", (c) => c.json(forgeries))
    .onError((error, c) => {
      if (error instanceof z.ZodError) return c.json({ error: z.prettifyError(error) }, 400);
      // viem's own words for a message that does not fit its types.
      if (error instanceof BaseError) return c.json({ error: error.shortMessage }, 400);
      if (error instanceof NoSuchChip) return c.json({ error: error.message }, 404);
      if (error instanceof NeverTapped) return c.json({ error: error.message }, 409);
      throw error;
    });
  return listen(app, port);
}

class NoSuchChip extends Error {}

function chipOf(c: Context, drawer: Drawer) {
  return chipAt(drawer, c.req.param("address") ?? "");
}

function chipAt(drawer: Drawer, address: string) {
  const row = isAddress(address, { strict: false }) ? drawer.find(address) : undefined;
  if (!row) throw new NoSuchChip("No chip with this address is in the drawer.");
  return row;
}
