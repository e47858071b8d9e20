import { z } from "@hono/zod-openapi";
import { getAddress, type Hex } from "viem";
import type { SessionUser } from "../../caller.ts";
import { publicId } from "../../http/public-id.ts";
import { indianMobile } from "../../input/indian-address.ts";
import { email, exactText, pagePath, personName } from "../../input/text.ts";
import { nameBrowser } from "./name-browser.ts";

const newPassword = exactText({ min: 8, max: 128 }).openapi({ example: "four-words-are-better" });

export const registerBody = z
  .strictObject({
    email,
    password: newPassword,
    name: personName,
    next: pagePath
      .optional()
      .openapi({ description: "Stands in the mailed link: where its page goes on to." }),
  })
  .openapi("Register");

export const verifyEmailBody = z
  .strictObject({
    token: exactText({ max: 200 }).openapi({ description: "From the link in the mail." }),
    password: newPassword.optional().openapi({
      description:
        "The account's password. Left out, it is the one of the sign-up, in the browser that made it (its cookie) and nowhere else.",
    }),
  })
  .openapi("VerifyEmail");

export const registeredSchema = z
  .object({
    email: z.string(),
    message: z.string(),
    tag: z.string().openapi({
      example: "4821",
      description: "Stands in the mail of this sign-up too: strangers can sign up with the same address.",
    }),
  })
  .openapi("Registered");

const remember = z
  .boolean()
  .optional()
  .openapi({ description: "The session ends 30 days after it was last used, in place of 7." });

// No lower limit on the password here: a short one is wrong, not malformed.
export const loginBody = z
  .strictObject({ email, password: exactText({ max: 128 }), remember })
  .openapi("Login");

export const resendBody = z.strictObject({ email }).openapi("ResendVerification");

export const signUpStateSchema = z
  .object({
    waiting: z.boolean().openapi({
      description:
        "Whether a sign-up of this browser waits for its link. No more: it was opened, or an hour is over.",
    }),
  })
  .openapi("SignUpState");

export const forgotPasswordBody = z
  .strictObject({
    email,
    next: pagePath
      .optional()
      .openapi({ description: "Stands in the mailed link: where its page goes on to." }),
  })
  .openapi("ForgotPassword");

export const askedSchema = z.object({ email: z.string(), message: z.string() }).openapi("AskedForReset");

export const resetPasswordBody = z
  .strictObject({
    token: exactText({ max: 200 }).openapi({ description: "From the link in the mail." }),
    password: newPassword,
  })
  .openapi("ResetPassword");

export const changePasswordBody = z
  .strictObject({ current: exactText({ max: 128 }), password: newPassword })
  .openapi("ChangePassword");

export const endedSchema = z
  .object({ ended: z.number().int().openapi({ description: "How many other sessions ended." }) })
  .openapi("EndedSessions");

export const accessTokenSchema = z
  .object({
    accessToken: z
      .string()
      .openapi({ description: "A JWT (EdDSA) of 15 minutes, checked with /api/auth/jwks." }),
    expiresAt: z.iso.datetime(),
    sessionExpiresAt: z.iso
      .datetime()
      .openapi({ description: "When the session ends if it is not used again." }),
  })
  .openapi("AccessToken");

export const jwksSchema = z
  .object({ keys: z.array(z.looseObject({ kty: z.string(), kid: z.string() })) })
  .openapi("JwkSet", { description: "RFC 7517" });

export const sessionSchema = z
  .object({
    id: z.string().openapi({ example: "ses_019aa0c49f1b7c3e8d2f5a6b7c8d9e0f" }),
    browser: z.string().openapi({ example: "Firefox on Linux" }),
    ipAddress: z.string().nullable(),
    signedInAt: z.iso.datetime(),
    seenAt: z.iso.datetime().openapi({ description: "To the hour." }),
    current: z.boolean().openapi({ description: "The one that asks." }),
  })
  .openapi("Session");

export const sessionsSchema = z.object({ sessions: z.array(sessionSchema) }).openapi("Sessions");

type SessionRow = {
  id: string;
  createdAt: Date;
  seenAt: Date;
  ipAddress: string | null;
  userAgent: string | null;
};

export function toSessionDto(row: SessionRow, currentId: string) {
  return {
    id: publicId("ses", row.id),
    browser: nameBrowser(row.userAgent ?? ""),
    ipAddress: row.ipAddress,
    signedInAt: row.createdAt.toISOString(),
    seenAt: row.seenAt.toISOString(),
    current: row.id === currentId,
  };
}

const siweProof = {
  message: exactText({ max: 4_000 }).openapi({ description: "The EIP-4361 message, as it was signed." }),
  signature: z
    .string()
    .max(20_000)
    .refine((value): value is Hex => /^0x([0-9a-fA-F]{2})+$/.test(value), "0x and pairs of hex digits")
    .openapi({ description: "65 bytes, or what a contract wallet understands (ERC-1271, ERC-6492)." }),
};

export const siweBody = z.strictObject({ ...siweProof, remember }).openapi("SiweVerify");

const code = z
  .string()
  .trim()
  .regex(/^\d{6}$/, "the six digits of our message")
  .openapi({ example: "048213" });

const appCode = z
  .string()
  .transform((value) => value.normalize("NFKC").replaceAll(/\s/g, ""))
  .pipe(z.string().regex(/^\d{6}$/, "the six digits that your app shows"))
  .openapi({ type: "string", example: "048213" });

export const appCodeBody = z.strictObject({ code: appCode }).openapi("AppCode");

export const secondFactorBody = z
  .union([
    z.strictObject({ code: appCode }),
    z.strictObject({ recoveryCode: exactText({ max: 40 }).openapi({ example: "7kq3m-x9r2d" }) }),
  ])
  .openapi("SecondFactor", {
    description: "The code that your app shows now, or one of your recovery codes.",
  });

export const secondFactorSchema = z
  .object({
    on: z.boolean(),
    recoveryCodesLeft: z.int(),
    shownInThisSession: z.boolean().openapi({ description: "What the house's own people may do needs it." }),
  })
  .openapi("SecondFactorState");

export const offeredFactorSchema = z
  .object({
    secret: z.string().openapi({ description: "Base32, to be typed into the app." }),
    link: z.string().openapi({ example: "otpauth://totp/FLUX:kira%40example.com?issuer=FLUX&secret=…" }),
  })
  .openapi("OfferedSecondFactor");

export const recoveryCodesSchema = z.object({ recoveryCodes: z.array(z.string()) }).openapi("RecoveryCodes", {
  description: "Each opens the account once in place of the app. Shown this once.",
});

export const needsSecondFactorSchema = z
  .object({
    needs: z.literal("second_factor"),
    token: z.string().openapi({
      description: "For `Authorization: Bearer` of POST /api/auth/second-factor alone, within ten minutes.",
    }),
  })
  .openapi("NeedsSecondFactor");

export const confirmBody = z
  .union([
    z.strictObject({ password: exactText({ max: 128 }) }),
    z.strictObject({ code }),
    z.strictObject({ message: siweProof.message, signature: siweProof.signature }),
  ])
  .openapi("Confirm", {
    description: "Your password, the code of our mail, or a message that your wallet signed.",
  });

export const confirmedSchema = z.object({ confirmedUntil: z.iso.datetime() }).openapi("Confirmed");

export const linkWalletBody = z.strictObject(siweProof).openapi("LinkWallet");

export const addEmailBody = z.strictObject({ email }).openapi("AskForEmail");

export const confirmEmailBody = z.strictObject({ code }).openapi("AddEmail");

export const askForPhoneBody = z.strictObject({ phone: indianMobile }).openapi("AskForPhone");

export const provePhoneBody = z.strictObject({ code }).openapi("ProvePhone");

export const askedPhoneSchema = z
  .object({
    asked: z
      .object({
        phone: z.string(),
        expiresAt: z.iso.datetime().openapi({ description: "When its code is worth nothing any more." }),
        againAt: z.iso.datetime().openapi({ description: "From when on another code can be sent." }),
      })
      .nullable(),
  })
  .openapi("AskedPhone");

export function toAskedPhoneDto(
  asked: { phone: string; expiresAt: Date; againAt: Date } | null,
): z.infer<typeof askedPhoneSchema> {
  if (!asked) return { asked: null };
  const { phone, expiresAt, againAt } = asked;
  return { asked: { phone, expiresAt: expiresAt.toISOString(), againAt: againAt.toISOString() } };
}

export const siweNonceSchema = z
  .object({
    nonce: z.string().openapi({ example: "3f1c0a9d5b7e42688c1d90aa47e2b6f4" }),
    expiresAt: z.iso.datetime(),
    domain: z.string().openapi({ example: "localhost:3000" }),
    uri: z.string().openapi({ example: "http://localhost:3000" }),
    chainId: z.number().int().openapi({ example: 31337 }),
    version: z.literal("1"),
  })
  .openapi("SiweNonce", { description: "What the EIP-4361 message must say." });

export const userSchema = z
  .object({
    id: z.string().openapi({ example: "usr_019aa0c49f1b7c3e8d2f5a6b7c8d9e0f" }),
    email: z.string().nullable().openapi({ description: "null for people who signed up with a wallet" }),
    emailVerified: z.boolean(),
    name: z.string(),
    role: z.enum(["customer", "admin", "super_admin"]),
  })
  .openapi("User");

export const signedInSchema = z
  .object({
    user: userSchema,
    token: z.string().openapi({
      description:
        "For `Authorization: Bearer`. Good for 7 days after its last use (30 with `remember`), at most 90, or until logout.",
    }),
  })
  .openapi("SignedIn");

export const walletSchema = z.object({
  address: z.string().openapi({ example: "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266" }),
  kind: z.enum(["custody", "own"]).openapi({ description: "custody: we hold the key for you" }),
});

export const walletsSchema = z.object({ wallets: z.array(walletSchema) }).openapi("Wallets");

export const meSchema = z
  .object({
    user: userSchema,
    wallets: z.array(walletSchema),
    tribe: z.object({
      garments: z.number().int().openapi({ description: "How many these wallets hold on chain" }),
    }),
  })
  .openapi("Me");

export function toUserDto({ id, email, emailVerified, name, role }: SessionUser) {
  return { id: publicId("usr", id), email, emailVerified, name, role };
}

export function toWalletDto({ address, kind }: { address: string; kind: "custody" | "own" }) {
  return { address: getAddress(address), kind };
}
