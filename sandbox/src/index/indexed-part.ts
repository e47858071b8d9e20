/** A part of the sandbox that the front page links; `url` is its origin. */
export interface IndexedPart {
  name: "razorpay" | "pinata" | "inbox" | "sms" | "chips";
  title: string;
  url: string;
}
