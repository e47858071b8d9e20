import { startInbox as startSandboxInbox } from "@flux/sandbox/inbox";
import type { Message } from "@flux/sandbox/inbox/messages";
import { expect } from "vitest";

export type { Message };

/** The sandbox's mail server on free ports, and its HTTP side in three words. */
export async function startInbox() {
  const inbox = await startSandboxInbox({ port: 0, smtpPort: 0 });
  const messagesTo = async (to: string) => {
    const answer = await fetch(`${inbox.url}/messages?to=${encodeURIComponent(to)}`);
    return (await answer.json()) as Message[];
  };
  return {
    smtpUrl: inbox.smtpUrl,
    close: inbox.close,
    /** Waits until that many mails came to an address. Newest first. */
    async received(to: string, count: number): Promise<Message[]> {
      await expect.poll(() => messagesTo(to)).toHaveLength(count);
      return messagesTo(to);
    },
    async fault(rule: { on: string; do: string; times: number }) {
      const answer = await fetch(`${inbox.url}/faults`, {
        method: "PUT",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ next: [rule] }),
      });
      if (!answer.ok) throw new Error(`the inbox refused the fault: ${await answer.text()}`);
    },
  };
}
