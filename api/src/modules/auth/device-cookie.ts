import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { Context } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import type { AppEnv } from "../../http/create-router.ts";
import { hostCookie } from "../../http/host-cookie.ts";

const deviceDays = 90;

/**
 * Marks this browser as one that signed in to the account of an address (OWASP's "device cookie"). It opens nothing: it
 * only gives the browser a counter of its own, so that strangers' wrong passwords never shut its owner out. It says
 * neither address nor account; the HMAC binds it to one.
 */
export function setDeviceCookie(c: Context<AppEnv>, email: string) {
  const { name, attributes } = deviceCookie(c);
  const device = randomBytes(16).toString("base64url");
  const sinceSec = Math.floor(Date.now() / 1000);
  const value = `${device}.${sinceSec}.${macOf(c, { email, device, sinceSec })}`;
  setCookie(c, name, value, { ...attributes, maxAge: deviceDays * 86_400 });
}

/** The device that sends this request, if it signed in to the account of this address within 90 days; else null. */
export function knownDeviceOf(c: Context<AppEnv>, email: string): string | null {
  const [device = "", since = "", mac = ""] = getCookie(c, deviceCookie(c).name)?.split(".") ?? [];
  const sinceSec = Number(since);
  const ageSec = Date.now() / 1000 - sinceSec;
  if (!(ageSec < deviceDays * 86_400)) return null;
  const given = Buffer.from(mac);
  const expected = Buffer.from(macOf(c, { email, device, sinceSec }));
  return given.length === expected.length && timingSafeEqual(given, expected) ? device : null;
}

type Device = { email: string; device: string; sinceSec: number };

function macOf(c: Context<AppEnv>, { email, device, sinceSec }: Device) {
  const said = JSON.stringify(["flux device 1", email, device, sinceSec]);
  return createHmac("sha256", c.var.deps.env.AUTH_SECRET).update(said).digest("base64url");
}

const deviceCookie = (c: Context<AppEnv>) => hostCookie(c.var.deps.env, "flux-device");
