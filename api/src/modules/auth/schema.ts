import { z } from "@hono/zod-openapi";
import { getAddress, type Hex } from "viem";
import type { SessionUser } from "../../caller.ts";
import { publicId } from "../../http/public-id.ts";
import { email, exactText, personName } from "../../input/text.ts";

const newPassword = exactText({ min: 8, max: 128 }).openapi({ example: "four-words-are-better" });

export const registerBody = z
  .strictObject({
    email,
    password: newPassword,
    name: personName,
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

// No lower limit on the password here: a short one is wrong, not malformed.
export const loginBody = z.strictObject({ email, password: exactText({ max: 128 }) }).openapi("Login");

export const siweBody = z
  .strictObject({
    message: exactText({ max: 4_000 }).openapi({ description: "The EIP-4361 message, as it was signed." }),
    signature: z
      .string()
      .max(20_000)
      .refine((value): value is Hex => /^0x([0-9a-fA-F]{2})+$/.test(value), "0x and pairs of hex digits")
      .openapi({ description: "65 bytes, or what a contract wallet understands (ERC-1271, ERC-6492)." }),
  })
  .openapi("SiweVerify");

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
    token: z
      .string()
      .openapi({ description: "For `Authorization: Bearer`. Good for 7 days or until logout." }),
  })
  .openapi("SignedIn");

export const meSchema = z
  .object({
    user: userSchema,
    wallets: z.array(
      z.object({
        address: z.string().openapi({ example: "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266" }),
        kind: z.enum(["custody", "own"]).openapi({ description: "custody: we hold the key for you" }),
      }),
    ),
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
