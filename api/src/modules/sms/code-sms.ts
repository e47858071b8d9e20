import type { Sms } from "../../adapters/sms/sms.ts";

export type RenderedSms = Pick<Sms, "template" | "values" | "text">;

/**
 * The text with a code, in the words that are registered with the operators for this host: who changes them registers
 * them anew. Its last line binds the code to the shop's pages, so a phone fills it in there and nowhere else
 * (wicg.github.io/sms-one-time-codes). One message of 160 characters.
 */
export function codeSms({ code, webUrl }: { code: string; webUrl: string }): RenderedSms {
  const { hostname } = new URL(webUrl);
  const text = `${code} is your FLUX code, good for ten minutes. Nobody of FLUX asks for it.\n\n@${hostname} #${code}`;
  return { template: "otp", values: { code }, text };
}
