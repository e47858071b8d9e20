import { isIPv6 } from "node:net";
import { lt } from "drizzle-orm";
import type { Pool } from "pg";
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import type { Db } from "../db/client.ts";
import { httpErrors } from "../errors.ts";
import { rateLimits } from "./tables.ts";

export type RateLimits = ReturnType<typeof createRateLimits>;
type Limit = RateLimits[keyof RateLimits];

/** Counters in Postgres, so that every API process counts together. `points` per `duration` seconds. */
export function createRateLimits(pool: Pool) {
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
    /** Wrong passwords for one account from one address; a right one clears it. */
    login: limit("login", 10, 15 * 60),
    /** Wrong passwords for one account from anywhere: what a botnet gets. */
    loginAccount: limit("login-account", 100, 60 * 60),
    /** Mails that strangers can make us send to one address. */
    registerAddress: limit("register-address", 5, 60 * 60),
    /** Sign-ups from one address. Each costs a password hash. */
    register: limit("register", 600, 10 * 60),
    nonce: limit("nonce", 300, 60),
    /** Taps and challenges from one address: a shop's counter, not a search through keys. */
    tap: limit("tap", 1_200, 60),
  };
}

/** Counts one try, or refuses it with the seconds to wait. */
export async function take(limit: Limit, key: string): Promise<void> {
  await limit.consume(key).catch((refused) => {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    throw httpErrors.too_many_requests({ retryAfterSec: Math.ceil(refused.msBeforeNext / 1000) });
  });
}

/** Deletes counters that count no more. */
export async function sweepRateLimits(db: Db) {
  await db.delete(rateLimits).where(lt(rateLimits.expire, Date.now()));
}

/** A network's part of an address: one IPv6 customer holds a whole /64. */
export function networkOf(ip: string): string {
  return isIPv6(ip) ? `${expandIpv6(ip).slice(0, 4).join(":")}::/64` : ip;
}

function expandIpv6(ip: string): string[] {
  const [head = "", tail = ""] = ip.split("::");
  const left = head.split(":").filter(Boolean);
  const right = tail.split(":").filter(Boolean);
  const zeros = Array(Math.max(0, 8 - left.length - right.length)).fill("0");
  return [...left, ...zeros, ...right];
}
