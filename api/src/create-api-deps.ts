import { drawInProcesses } from "./adapters/pictures/draw-in-processes.ts";
import { createDeps } from "./create-deps.ts";
import type { ApiDeps } from "./deps.ts";
import type { ApiEnv } from "./env.ts";
import { createRateLimits } from "./limits/rate-limits.ts";
import { createAuth } from "./modules/auth/create-auth.ts";
import { holdsGarment } from "./modules/wallets/holds-garment.ts";

/** Connects an API to all that its use cases need. */
export async function createApiDeps(env: ApiEnv): Promise<ApiDeps & { close(): Promise<void> }> {
  const { pool, close, ...deps } = await createDeps(env);
  const pictures = drawInProcesses();
  return {
    ...deps,
    env,
    auth: createAuth(env, deps.db),
    limits: createRateLimits(pool, {
      smsDaily: env.SMS_DAILY_LIMIT,
      ordersPerNetwork: env.ORDERS_PER_NETWORK,
    }),
    isTribe: (userId) => holdsGarment(deps, userId),
    pictures,
    async close() {
      pictures.close();
      await close();
    },
  };
}
