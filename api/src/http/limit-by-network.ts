import { createMiddleware } from "hono/factory";
import { networkOf, type RateLimits, take } from "../limits/rate-limits.ts";
import { clientOf } from "./client.ts";
import type { AppEnv } from "./create-router.ts";

/** The limits that count by the network alone, before anything is read. Others are taken by their handlers. */
export type NetworkLimit = Extract<
  keyof RateLimits,
  "nonce" | "resetPassword" | "stopSending" | "tap" | "verifyEmail"
>;

/** Counts one request of this network, or refuses it with the seconds to wait. */
export const limitByNetwork = (limit: NetworkLimit) =>
  createMiddleware<AppEnv>(async (c, next) => {
    await take(c.var.deps.limits[limit], networkOf(clientOf(c).ip));
    await next();
  });
