/** One text message, ready to send. */
export type Sms = {
  /** E.164. */
  to: string;
  /** Which of the registered texts it is: in India operators carry no other. */
  template: "otp";
  /** What stands in the registered text for its names. */
  values: Record<string, string>;
  /** The same text, filled in, for a vendor that takes any. */
  text: string;
};

/**
 * What became of a message. `unknown`: it may have been taken, for the answer was lost; no vendor here recognises a repeat.
 */
export type Handed =
  | { as: "taken"; vendorId: string }
  | { as: "refused"; reason: string }
  | { as: "unknown"; reason: string };

export interface SmsSender {
  /** Throws `SmsNotTaken` when it is certain that nothing was sent, and another try may be luckier. */
  send(sms: Sms): Promise<Handed>;
}

/** The vendor was not reached, was busy, or doesn't let us in. Says nothing of whom the message was for. */
export class SmsNotTaken extends Error {
  override name = "SmsNotTaken";
}
