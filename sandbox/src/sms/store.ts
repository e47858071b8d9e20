import { join } from "node:path";
import { openTable } from "../table.ts";

/** A text message as scripts read it from GET /messages. */
export interface TextMessage {
  /** What the vendor calls it. */
  id: string;
  vendor: "msg91" | "twilio";
  /** E.164. */
  to: string;
  from: string;
  text: string;
  receivedAt: string;
}

export type TextMessageStore = ReturnType<typeof openTextMessages>;

/** Keeps the newest `limit` messages. */
export function openTextMessages(dataDir: string | undefined, limit: number) {
  const table = openTable<TextMessage>(dataDir ? join(dataDir, "messages.jsonl") : undefined);
  return {
    /** Newest first; `to` is a whole number, E.164. */
    list({ to }: { to?: string | undefined } = {}): TextMessage[] {
      return table
        .values()
        .filter((message) => to === undefined || message.to === to)
        .reverse();
    },
    add(message: Omit<TextMessage, "receivedAt">): void {
      table.set({ ...message, receivedAt: new Date().toISOString() });
      const all = table.values();
      for (const old of all.slice(0, Math.max(0, all.length - limit))) table.delete(old.id);
    },
    clear(): void {
      for (const message of table.values()) table.delete(message.id);
    },
  };
}
