import { and, eq } from "drizzle-orm";
import { getAddress } from "viem";
import type { ApiDeps } from "../../deps.ts";
import { inOneMoment } from "../../http/as-of.ts";
import { tokensOf } from "../../minter/queries.ts";
import { hasSecondFactor, sessionsOf } from "../auth/queries.ts";
import { findTwins } from "../twins/find-twins.ts";
import { userErrors } from "../users/errors.ts";
import { peopleOfTheHouse } from "../users/queries.ts";
import { walletsOf } from "../wallets/queries.ts";

/** As many garments as a page about a person shows. */
const mostGarments = 100;

/** All that the house sees of a person: who they are, their wallets, what those hold, where they are signed in. Throws `user_not_found`, `unavailable`. */
export async function readPerson(deps: ApiDeps, userId: string) {
  return inOneMoment(deps, async (tx) => {
    const people = peopleOfTheHouse(tx);
    const [person] = await tx
      .select(people._.selectedFields)
      .from(people)
      .where(and(eq(people.id, userId)));
    if (!person) throw userErrors.user_not_found();
    const wallets = await walletsOf(tx, userId);
    const addresses = wallets.map(({ address }) => getAddress(address));
    const tokenIds = await tokensOf(tx, { addresses, after: 0n, limit: mostGarments });
    return {
      person,
      wallets,
      reader: { addresses },
      twins: await findTwins(tx, tokenIds),
      sessions: await sessionsOf(tx, userId),
      secondFactor: await hasSecondFactor(tx, userId),
    };
  });
}
