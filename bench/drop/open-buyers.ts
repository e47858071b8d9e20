import { openAccount } from "@flux/api/auth/open-account";
import { openSession } from "@flux/api/auth/open-session";
import { openCustody } from "@flux/api/custody";
import { connect } from "@flux/api/db";

export type Buyer = { token: string; network: string; door: number };

type World = { databaseUrl: string; seedFile: string; authSecret: string };

/** So many signed-in people with an address in custody, each behind a network of their own. */
export async function openBuyers(
  { databaseUrl, seedFile, authSecret }: World,
  count: number,
): Promise<Buyer[]> {
  const { db, pool } = connect(databaseUrl);
  const custody = await openCustody({
    ...{ NODE_ENV: "development", CUSTODY_SEED: "local", CUSTODY_SEED_FILE: seedFile },
  } as Parameters<typeof openCustody>[0]);
  const env = { AUTH_SECRET: authSecret };
  const buyers: Buyer[] = [];
  for (let at = 0; at < count; at++)
    buyers.push(
      await db.transaction(async (tx) => {
        const person = { email: `buyer-${at}@flux.test`, name: "Aarav", passwordHash: "none" };
        const { id } = await openAccount({ custody }, tx, person);
        const network = `10.${(at >> 16) & 255}.${(at >> 8) & 255}.${at & 255}`;
        const token = await openSession({ env }, tx, { userId: id, client: { ip: network, userAgent: "" } });
        return { token, network, door: at };
      }),
    );
  await pool.end();
  return buyers;
}
