import type pg from "pg";
import { post } from "./post.ts";

export type Account = { email: string; password: string; token: string; network: number; cookie: string };

/** People who signed up, opened their mail and signed in, as people do. */
export async function openAccounts({
  db,
  url,
  count,
}: {
  db: pg.Pool;
  url: string;
  count: number;
}): Promise<Account[]> {
  const accounts: Account[] = [];
  for (let network = 1; network <= count; network++) {
    const email = `person-${network}@flux.test`;
    const password = "four-words-are-better";
    await expectOk(await post(`${url}/api/auth/register`, { email, password, name: "Kira" }, network));
    const [token] = await mailedTokens(db, email);
    await expectOk(await post(`${url}/api/auth/verify-email`, { token, password }, network));
    const signedIn = await expectOk(await post(`${url}/api/auth/login`, { email, password }, network));
    const { token: session } = (await signedIn.json()) as { token: string };
    // What a browser keeps: it is a known device from now on.
    const cookie = signedIn.headers
      .getSetCookie()
      .map((set) => set.split(";")[0])
      .join("; ");
    accounts.push({ email, password, network, token: session, cookie });
  }
  return accounts;
}

/** The one-time tokens in all mails to an address that wait to be sent. */
export async function mailedTokens(db: pg.Pool, to: string): Promise<string[]> {
  const { rows } = await db.query<{ text: string }>(
    `select data->>'text' as text from jobs.job where name = 'send-mail' and data->>'to' = $1`,
    [to],
  );
  return rows.flatMap(({ text }) => /token=([\w-]+)/.exec(text)?.[1] ?? []);
}

async function expectOk(answer: Response) {
  if (!answer.ok) throw new Error(`${answer.url} answered ${answer.status}: ${await answer.text()}`);
  return answer;
}
