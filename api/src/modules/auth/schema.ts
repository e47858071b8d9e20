import { z } from "@hono/zod-openapi";
import { getAddress } from "viem";
import { publicId } from "../../http/public-id.ts";
import type { SessionUser } from "../../http/session.ts";

const email = z
  .string()
  .trim()
  .toLowerCase()
  .pipe(z.email("write an e-mail address, like name@example.com").max(254))
  .openapi({ type: "string", format: "email", example: "kira@example.com" });

export const registerBody = z
  .strictObject({
    email,
    password: z.string().min(8).max(128).openapi({ example: "four-words-are-better" }),
    name: z
      .string()
      .trim()
      .min(1)
      .max(80)
      .regex(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]*$/u, "letters, digits and spaces only")
      .openapi({ example: "Kira" }),
  })
  .openapi("Register");

export const verifyEmailBody = z
  .strictObject({ token: z.string().min(1).max(200).openapi({ description: "From the link in the mail." }) })
  .openapi("VerifyEmail");

// No lower limit on the password here: a short one is wrong, not malformed.
export const loginBody = z.strictObject({ email, password: z.string().min(1).max(128) }).openapi("Login");

export const siweBody = z
  .strictObject({
    message: z.string().min(1).max(4_000).openapi({ description: "The EIP-4361 message, as it was signed." }),
    signature: z
      .string()
      .regex(/^0x([0-9a-fA-F]{2}){1,8192}$/, "0x and pairs of hex digits")
      .openapi({ description: "65 bytes, or what a contract wallet understands (ERC-1271, ERC-6492)." }),
  })
  .openapi("SiweVerify");

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
  })
  .openapi("Me");

export function toUserDto({ id, email, emailVerified, name, role }: SessionUser) {
  return { id: publicId("usr", id), email, emailVerified, name, role };
}

export function toWalletDto({ address, kind }: { address: string; kind: "custody" | "own" }) {
  return { address: getAddress(address), kind };
}
