import type pg from "pg";
import { mailedTokens } from "./open-accounts.ts";
import { post } from "./post.ts";

/** Signs one address up so often at once, each from a network of its own, and opens every mail at once. Returns the accounts. */
export async function registerAtOnce({ db, url, count }: { db: pg.Pool; url: string; count: number }) {
  const email = "everybody@flux.test";
  const password = "four-words-are-better";
  await Promise.all(
    Array.from({ length: count }, async (_, at) => {
      const answer = await post(`${url}/api/auth/register`, { email, password, name: "Kira" }, 300_000 + at);
      await answer.arrayBuffer();
      if (answer.status >= 500) throw new Error(`a sign-up answered ${answer.status}`);
    }),
  );
  const tokens = await mailedTokens(db, email);
  if (tokens.length === 0) throw new Error("no sign-up was mailed");
  await Promise.all(
    tokens.map((token, at) => post(`${url}/api/auth/verify-email`, { token, password }, 400_000 + at)),
  );
  const { rows } = await db.query("select count(*)::int as accounts from flux.users where email = $1", [
    email,
  ]);
  return rows[0].accounts as number;
}
