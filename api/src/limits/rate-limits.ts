import { createHash } from "node:crypto";
import { and, eq, gt, lt } from "drizzle-orm";
import ipaddr from "ipaddr.js";
import type { Pool } from "pg";
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import type { Db } from "../db/client.ts";
import { httpErrors } from "../errors.ts";
import { rateLimits } from "./tables.ts";

export type RateLimits = ReturnType<typeof createRateLimits>;
type Limit = RateLimits[keyof RateLimits];
/** One try on each counter: `[limits.register, network]`. */
export type Tries = readonly (readonly [Limit, string])[];

/** How long somebody waits before another text message goes to the same number. */
export const smsPauseSec = 30;
const smsHousePrefix = "sms-house";
/** The key of counters that there is one of. */
export const house = "house";

/** Counters in Postgres, so that every API process counts together. `points` per `duration` seconds. */
export function createRateLimits(
  pool: Pool,
  { smsDaily, ordersPerNetwork }: { smsDaily: number; ordersPerNetwork: number },
) {
  const limit = (keyPrefix: string, points: number, duration: number) =>
    new RateLimiterPostgres({
      storeClient: pool,
      schemaName: "flux",
      tableName: "rate_limits",
      tableCreated: true,
      clearExpiredByTimeout: false,
      keyPrefix,
      points,
      duration,
    });
  return {
    /** Wrong passwords for one account from one network; a right one clears it. */
    login: limit("login", 10, 15 * 60),
    /** Wrong passwords from one network, whatever the account: a list of stolen passwords tried in turn. */
    loginNetwork: limit("login-network", 60, 15 * 60),
    /** Wrong passwords for one account from anywhere but its known devices: what a botnet gets. */
    loginAccount: limit("login-account", 100, 60 * 60),
    /** Wrong passwords for one account on a device that signed in to it before. */
    loginDevice: limit("login-device", 10, 15 * 60),
    /** Mails that one network can make us send to one address. */
    registerPair: limit("register-pair", 5, 60 * 60),
    /** Mails that strangers anywhere can make us send to one address. */
    registerAddress: limit("register-address", 20, 60 * 60),
    /** Sign-ups from one network. Each costs a password hash. */
    register: limit("register", 100, 10 * 60),
    /** Links to set a password that one network can make us send to one address. */
    forgotPair: limit("forgot-pair", 5, 60 * 60),
    /** The same of strangers anywhere. */
    forgotAddress: limit("forgot-address", 20, 60 * 60),
    forgot: limit("forgot", 100, 10 * 60),
    /** Links opened from one network to set a password. Each that is good costs a hash. */
    resetPassword: limit("reset-password", 100, 10 * 60),
    /** Someone's tries with their present password while signed in. Each costs one hash or two. */
    presentPassword: limit("present-password", 10, 15 * 60),
    /** Tries with one mailed code of six digits. */
    code: limit("code", 5, 10 * 60),
    /** Tries with a code of an authenticator app, or a recovery code, for one account; on a device it knows by itself. */
    secondFactor: limit("second-factor", 10, 60 * 60),
    /** Mailed codes for one person. */
    codeMail: limit("code-mail", 10, 60 * 60),
    /** Text messages to one number, whoever asks: one, and then the next. */
    smsPause: limit("sms-pause", 1, smsPauseSec),
    smsNumberHour: limit("sms-number-hour", 3, 60 * 60),
    smsNumberDay: limit("sms-number-day", 5, 24 * 60 * 60),
    /** Text messages that one person can make us send, to whatever numbers: each costs money. */
    smsPerson: limit("sms-person", 10, 24 * 60 * 60),
    /** The same of one network, behind which there may be a hostel. */
    smsNetwork: limit("sms-network", 30, 60 * 60),
    /** All text messages of the house: what a botnet can cost in a day. */
    smsHouse: limit(smsHousePrefix, smsDaily, 24 * 60 * 60),
    /** Links opened from one network. With a password each costs a hash. */
    verifyEmail: limit("verify-email", 100, 10 * 60),
    /** Links opened from one network that stop a garment. */
    stopSending: limit("stop-sending", 100, 10 * 60),
    /** New carts of guests from one network: each is a row. */
    guestCart: limit("guest-cart", 100, 10 * 60),
    /** Pictures that one person sends, and one network: each costs a second of a core at worst. */
    upload: limit("upload", 30, 10 * 60),
    uploadNetwork: limit("upload-network", 200, 10 * 60),
    /** Orders placed from one network while a hold lasts. */
    order: limit("order", ordersPerNetwork, 15 * 60),
    /** Reviews that one person writes, changes or takes away. */
    review: limit("review", 30, 60 * 60),
    /** How often one person says of reviews that they helped. */
    reviewVote: limit("review-vote", 120, 60 * 60),
    /** Reviews that one person reports: three people hide one. */
    reviewReport: limit("review-report", 20, 24 * 60 * 60),
    nonce: limit("nonce", 300, 60),
    /** Taps and challenges from one address: a shop's counter, not a search through keys. */
    tap: limit("tap", 1_200, 60),
  };
}

/** Counts one try, or refuses it with the seconds to wait. */
export function take(limit: Limit, key: string): Promise<void> {
  return takeAll([[limit, key]]);
}

/** Counts one try on every counter, or refuses it with the seconds to wait: a refused try counts on none. */
export async function takeAll(tries: Tries): Promise<void> {
  for (const [at, [limit, key]] of tries.entries()) {
    try {
      await limit.consume(hashed(key));
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused;
      await giveBack(tries.slice(0, at + 1));
      throw httpErrors.too_many_requests({ retryAfterSec: Math.ceil(refused.msBeforeNext / 1000) });
    }
  }
}

/** Refuses who has used up a counter, and counts nothing. */
export async function requireRoom(limit: Limit, key: string): Promise<void> {
  const used = await limit.get(hashed(key));
  if (used && used.consumedPoints >= limit.points)
    throw httpErrors.too_many_requests({ retryAfterSec: Math.ceil(used.msBeforeNext / 1000) });
}

/** Counts one that was let in, also beyond the limit. */
export async function count(limit: Limit, key: string): Promise<void> {
  await limit.penalty(hashed(key));
}

/** Takes back what `takeAll` counted. */
export async function giveBack(tries: Tries): Promise<void> {
  await Promise.all(tries.map(([limit, key]) => limit.reward(hashed(key))));
}

/** Lets a counter start again. */
export async function clear(limit: Limit, key: string): Promise<void> {
  await limit.delete(hashed(key));
}

/** How many text messages the house's present day has seen. */
export async function countSmsOfDay(db: Db): Promise<number> {
  const { key, points, expire } = rateLimits;
  const counts = and(eq(key, `${smsHousePrefix}:${hashed(house)}`), gt(expire, Date.now()));
  const [counter] = await db.select({ points }).from(rateLimits).where(counts);
  return counter?.points ?? 0;
}

/** Deletes counters that count no more. */
export async function sweepRateLimits(db: Db) {
  await db.delete(rateLimits).where(lt(rateLimits.expire, Date.now()));
}

/** A network's part of an address: one IPv6 customer holds a whole /64. */
export function networkOf(ip: string): string {
  if (!ipaddr.isValid(ip)) return ip;
  const address = ipaddr.process(ip);
  return address instanceof ipaddr.IPv6
    ? `${ipaddr.IPv6.networkAddressFromCIDR(`${address}/64`)}/64`
    : address.toString();
}

// A key has one length, whatever was typed, and no one's address stands in the table.
function hashed(key: string) {
  return createHash("sha256").update(key).digest("base64url");
}
