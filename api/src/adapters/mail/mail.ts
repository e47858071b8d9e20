/** One mail, ready to send. `html` and `text` say the same. */
export type Mail = {
  to: string;
  subject: string;
  html: string;
  text: string;
  /** The RFC 5322 Message-ID without angle brackets: the same for every try of one mail. */
  messageId: string;
  /** Where a mail program may end mails of this kind with one POST (RFC 8058). For what somebody chose to get. */
  oneClickUrl?: string | undefined;
};

export interface MailSender {
  send(mail: Mail): Promise<void>;
  close(): void;
}
