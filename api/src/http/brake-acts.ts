import { createMiddleware } from "hono/factory";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { httpErrors } from "../errors.ts";
import { networkOf } from "../limits/rate-limits.ts";
import { clientOf } from "./client.ts";
import type { AppEnv } from "./create-router.ts";
import { isForeignPost } from "./foreign-posts.ts";
import { isSafeMethod } from "./refuse-cross-site.ts";

/**
 * A brake on everything that changes something, whatever it is: so many acts a minute of an account, and of a network. It
 * counts in this process's memory, for it stands before every act and is to cost none of them a query; what is worth
 * an attacker's while has limits of its own, which count in the database (limits/rate-limits.ts).
 */
export function brakeActs() {
  let brakes: { ofAccount: Brake; ofNetwork: Brake } | undefined;
  return createMiddleware<AppEnv>(async (c, next) => {
    if (!isSafeMethod(c.req.method) && !isForeignPost(c.req.path)) {
      const { ACTS_PER_MINUTE_OF_ACCOUNT, ACTS_PER_MINUTE_OF_NETWORK } = c.var.deps.env;
      brakes ??= {
        ofAccount: perMinute(ACTS_PER_MINUTE_OF_ACCOUNT),
        ofNetwork: perMinute(ACTS_PER_MINUTE_OF_NETWORK),
      };
      await count(brakes.ofNetwork, networkOf(clientOf(c).ip));
      const by = c.var.apiKey?.user.id ?? c.var.user?.id;
      if (by) await count(brakes.ofAccount, by);
    }
    await next();
  });
}

type Brake = RateLimiterMemory | null;

/** 0 is none. */
const perMinute = (points: number): Brake =>
  points === 0 ? null : new RateLimiterMemory({ points, duration: 60 });

async function count(brake: Brake, key: string) {
  try {
    await brake?.consume(key);
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    throw httpErrors.too_many_requests({ retryAfterSec: Math.ceil(refused.msBeforeNext / 1000) });
  }
}
