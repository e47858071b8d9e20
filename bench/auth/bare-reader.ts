// The least that can answer who is signed in: Hono, pg, one prepared query, the same JSON. `node bare-reader.ts <database> <port>`
import { createHash } from "node:crypto";
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import pg from "pg";

const [, , connectionString = "", port = ""] = process.argv;
const pool = new pg.Pool({ connectionString, max: 10 });
const text = `select u.id, u.email, u.email_verified as "emailVerified", u.name, u.role,
    (select json_agg(json_build_object('address', w.address, 'kind', w.kind)) from flux.wallets w
      where w.user_id = u.id and w.unlinked_at is null) as wallets,
    (select coalesce(sum(h.garments), 0)::int from flux.wallets w join chain.holder h on h.address = w.address
      where w.user_id = u.id and w.unlinked_at is null) as garments
  from flux.sessions s join flux.users u on u.id = s.user_id where s.token_hash = $1 and s.expires_at > now()`;

const app = new Hono();
app.get("/", async (c) => {
  const token = c.req.header("authorization")?.slice("Bearer ".length).split(".")[0] ?? "";
  const tokenHash = createHash("sha256").update(token).digest("hex");
  const { rows } = await pool.query({ name: "me", text, values: [tokenHash] });
  const [row] = rows;
  if (!row) return c.json({ error: "not signed in" }, 401);
  const { wallets, garments, ...user } = row;
  return c.json({ user, wallets, tribe: { garments } });
});
serve({ fetch: app.fetch, port: Number(port), hostname: "127.0.0.1" });
