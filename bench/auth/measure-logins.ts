import { hash, verify } from "@node-rs/argon2";
import { besideFloor } from "../per-second.ts";
import type { Account } from "./open-accounts.ts";
import { post } from "./post.ts";

/** As OWASP's least, and as ours: api/src/modules/auth/password-hash.ts. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Logins a second beside bare checks of a like hash; two at a time, as many as the API hashes at once. */
export async function measureLogins({ url, people }: { url: string; people: Account[] }) {
  const kept = await hash("four-words-are-better", cost);
  return besideFloor(
    { acts: 200, atOnce: 2 },
    {
      bare: () => verify(kept, "four-words-are-better"),
      async ours(at) {
        const { email, password, network, cookie } = people[at % people.length] as Account;
        const answer = await post(`${url}/api/auth/login`, { email, password }, network, cookie);
        if (!answer.ok) throw new Error(`a login answered ${answer.status}: ${await answer.text()}`);
        await answer.arrayBuffer();
      },
    },
  );
}
