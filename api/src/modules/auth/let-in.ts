import type { Context } from "hono";
import type { SessionUser } from "../../caller.ts";
import type { AppEnv } from "../../http/create-router.ts";
import { bringGuestCart } from "../cart/guest-cookie.ts";
import { setDeviceCookie } from "./device-cookie.ts";
import * as schema from "./schema.ts";
import { setSessionCookie } from "./session-cookie.ts";

type LetIn = { user: SessionUser; token: string; waits: boolean };

/** Gives the browser its session: one that is open, with what the guest collected, or one that waits for the app's code. */
export async function letIn(c: Context<AppEnv>, { user, token, waits }: LetIn) {
  setSessionCookie(c, token);
  if (waits) return { status: 202, body: { needs: "second_factor", token } } as const;
  await bringGuestCart(c, user.id);
  if (user.email) setDeviceCookie(c, user.email);
  return { status: 200, body: { user: schema.toUserDto(user), token } } as const;
}
