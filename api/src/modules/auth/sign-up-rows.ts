import { inIndia } from "../mail/in-india.ts";

/** What tells one sign-up of an address from another. */
export type SignUp = { tag: string; at: Date; browser: string };

/** A sign-up as the mails that come of it show it. */
export function signUpRows({ tag, at, browser }: SignUp) {
  return [
    { label: "Sign-up", value: tag },
    { label: "When", value: inIndia(at) },
    { label: "With", value: browser },
  ];
}
