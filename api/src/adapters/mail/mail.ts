/** One mail, ready to send. `html` and `text` say the same. */
export type Mail = {
  to: string;
  subject: string;
  html: string;
  text: string;
  /** The RFC 5322 Message-ID without angle brackets: the same for every try of one mail. */
  messageId: string;
};

export interface MailSender {
  send(mail: Mail): Promise<void>;
  close(): void;
}
