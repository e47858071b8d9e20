import { createTransport } from "nodemailer";
import type { MailSender } from "./mail.ts";

/** Sends over SMTP: `smtp://host:port`, `smtps://user:password@host`. Throws when the server does not take a mail. */
export function createSmtpSender(smtpUrl: string, from: string): MailSender {
  const transport = createTransport(
    {
      url: smtpUrl,
      pool: true,
      maxConnections: 2,
      connectionTimeout: 10_000,
      greetingTimeout: 10_000,
      socketTimeout: 20_000,
      // A mail is words of ours: nothing in it may make the server read a file or fetch an address.
      disableFileAccess: true,
      disableUrlAccess: true,
    },
    { from },
  );
  return {
    async send({ messageId, oneClickUrl, ...mail }) {
      const headers = oneClickUrl ? oneClickHeaders(oneClickUrl) : {};
      await transport.sendMail({ ...mail, headers, messageId: `<${messageId}>` });
    },
    close: () => transport.close(),
  };
}

/** RFC 2369 and RFC 8058. Mail programs believe them where the DKIM signature of the sending server covers both. */
const oneClickHeaders = (url: string) => ({
  "List-Unsubscribe": `<${url}>`,
  "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
});
