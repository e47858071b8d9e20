/** What a mail says. Plain words everywhere: the layout escapes them. */
export type MailContent = {
  subject: string;
  /** The line an inbox shows after the subject. */
  preview: string;
  heading: string;
  paragraphs: string[];
  /** Pairs under the paragraphs, such as an order's lines and its total. */
  rows?: { label: string; value: string }[];
  action?: { label: string; href: string };
  /** What to do if the mail was not expected. */
  footnote?: string;
  /** Of every mail that somebody chose to get, and of no other. */
  unsubscribe?: Unsubscribe;
};

/** The page that asks, and the address that a mail program posts to. */
export type Unsubscribe = { page: string; oneClick: string };

export type RenderedMail = { subject: string; html: string; text: string; oneClickUrl?: string };
