import { spawn } from "node:child_process";
import { join } from "node:path";
import { freePort } from "../../scripts/flux/ports.ts";
import { endWithUs } from "../../test/harness/end-with-us.ts";
import { besideFloor } from "../per-second.ts";
import type { Account } from "./open-accounts.ts";

type World = { url: string; people: Account[]; databaseUrl: string };

/** Answers a second of `GET /api/auth/me`, sixteen at once, beside a bare read of the same rows. */
export async function measureMe({ url, people, databaseUrl }: World) {
  const port = await freePort();
  const reader = join(import.meta.dirname, "bare-reader.ts");
  const bare = spawn(process.execPath, [reader, databaseUrl, String(port)], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  endWithUs(bare);
  const asks = (target: string) => async (at: number) => {
    const { token } = people[at % people.length] as Account;
    const answer = await fetch(target, { headers: { authorization: `Bearer ${token}` } });
    await answer.arrayBuffer();
    if (!answer.ok) throw new Error(`${target} answered ${answer.status}`);
  };
  const pair = { ours: asks(`${url}/api/auth/me`), bare: asks(`http://127.0.0.1:${port}/`) };
  try {
    await untilDone(() => pair.bare(0));
    // Both warm.
    await besideFloor({ acts: 1_000, atOnce: 16 }, pair);
    return await besideFloor({ acts: 3_000, atOnce: 16 }, pair);
  } finally {
    bare.kill("SIGKILL");
  }
}

async function untilDone(act: () => Promise<void>) {
  for (const deadline = Date.now() + 30_000; ; ) {
    const failed = await act().catch((error: unknown) => ({ error }));
    if (!failed) return;
    if (Date.now() > deadline) throw failed.error;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
