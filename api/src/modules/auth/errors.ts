import { defineErrors } from "../../errors.ts";

export const authErrors = defineErrors({
  wrong_credentials: [
    401,
    "That e-mail address and password don't belong together. Check both and try again. Just signed up? Open the link we mailed you first.",
  ],
  email_not_verified: [403, "Open the link we mailed you first. Register again to get a new one."],
  verification_token_invalid: [
    400,
    "This link was used before or has expired. Sign in, or sign up again to get a new one.",
  ],
  password_needed: [
    409,
    "Choose the password of your account here: this is not the browser that signed up, so the one typed there doesn't count.",
  ],
  wrong_password: [403, "That is not your present password."],
  account_blocked: [403, "This account is blocked. Write to us if you think it should not be."],
  app_code_invalid: [
    400,
    "That is not the code that your app shows now. Each counts once: wait for the next, and check the phone's clock.",
  ],
  recovery_code_invalid: [400, "That is none of your recovery codes, or it was used. Each counts once."],
  second_factor_is_on: [409, "Your account has an authenticator app already. Take it off first."],
  second_factor_is_off: [409, "This account has no authenticator app."],
  reset_token_invalid: [
    400,
    "This link was used before or has expired. Ask for a new one, and open the newest of our mails.",
  ],
  code_invalid: [
    400,
    "That is not the code of our newest message, or its ten minutes are over. Have a new one sent.",
  ],
  phones_off: [409, "No phone number can be proven now: this shop sends no text messages."],
  no_more_sms: [
    429,
    "So many codes were sent today that no more go out. Try again tomorrow; your account works without a number.",
  ],
  no_mailbox: [409, "Your account has no e-mail address. Confirm with your wallet."],
  has_email: [409, "Your account has an e-mail address already."],
  wallet_taken: [
    409,
    "This wallet has an account of its own. Sign in with it and unlink it there first; two accounts are never made one.",
  ],
  wallet_not_yours: [403, "This wallet does not belong to your account."],
  last_way_in: [409, "This wallet is your only way in. Add an e-mail address or another wallet first."],
  session_not_found: [404, "You have no such session: it has ended already."],
  siwe_message_invalid: [400, "This is not a sign-in message of FLUX: {problem}."],
  siwe_nonce_invalid: [401, "This nonce was used before, has expired or is not ours. Ask for a new one."],
  siwe_signature_invalid: [401, "The signature is not by the address in the message."],
});
