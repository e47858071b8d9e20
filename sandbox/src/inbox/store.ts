import { join } from "node:path";
import type { ParsedMail } from "mailparser";
import { openTable } from "../table.ts";

/** A mail as scripts read it from GET /messages. */
export interface Message {
  id: string;
  from: string;
  /** Everybody the envelope named, lower case. */
  to: string[];
  subject: string;
  text: string;
  html: string;
  /** Every http(s) link of the html part, then of the text, each once. */
  links: string[];
  receivedAt: string;
  headers: Record<string, string>;
  attachments: { filename: string; contentType: string; size: number }[];
}

export type MessageStore = ReturnType<typeof openMessages>;

/** Keeps the newest `limit` mails. */
export function openMessages(dataDir: string | undefined, limit: number) {
  const table = openTable<Message>(dataDir ? join(dataDir, "messages.jsonl") : undefined);
  return {
    get: table.get,
    /** Newest first. `to` is a whole address, `subject` a part of the subject; case does not matter. */
    list({ to, subject }: { to?: string | undefined; subject?: string | undefined } = {}): Message[] {
      const wanted = table.values().filter((message) => {
        const forHim = to === undefined || message.to.includes(to.toLowerCase());
        return forHim && (!subject || message.subject.toLowerCase().includes(subject.toLowerCase()));
      });
      return wanted.reverse();
    },
    add(message: Message): void {
      table.set(message);
      const all = table.values();
      for (const old of all.slice(0, Math.max(0, all.length - limit))) table.delete(old.id);
    },
    clear(): void {
      for (const message of table.values()) table.delete(message.id);
    },
  };
}

export function toMessage(mail: ParsedMail, recipients: string[]): Message {
  const html = mail.html || "";
  const text = mail.text ?? "";
  return {
    id: crypto.randomUUID(),
    from: mail.from?.text ?? "",
    to: recipients.map((address) => address.toLowerCase()),
    subject: mail.subject ?? "",
    text,
    html,
    links: linksOf(html, text),
    receivedAt: new Date().toISOString(),
    headers: Object.fromEntries(
      mail.headerLines.map(({ key, line }) => [key, line.slice(key.length + 1).trim()]),
    ),
    attachments: mail.attachments.map((part) => ({
      filename: part.filename ?? "",
      contentType: part.contentType,
      size: part.size,
    })),
  };
}

function linksOf(html: string, text: string): string[] {
  const inHtml = [...html.matchAll(/href\s*=\s*["'](https?:[^"']+)["']/gi)].map((match) =>
    unescaped(match[1] ?? ""),
  );
  const inText = [...text.matchAll(/https?:\/\/[^\s<>"'\])]+/g)].map(([link]) =>
    link.replace(/[.,;:!?]+$/, ""),
  );
  return [...new Set([...inHtml, ...inText])];
}

function unescaped(attribute: string): string {
  return attribute
    .replaceAll("&amp;", "&")
    .replaceAll(/&#(?:x([0-9a-f]{1,6})|(\d{1,7}));/gi, (_, hex, digits) =>
      String.fromCodePoint(hex ? Number.parseInt(hex, 16) : Number(digits)),
    );
}
