import type { Faults } from "../faults.ts";
import type { Store } from "./store.ts";
import type { Webhooks } from "./webhooks.ts";

/** What every act of the Razorpay part works with. */
export interface Razorpay {
  keyId: string;
  keySecret: string;
  store: Store;
  faults: Faults;
  webhooks: Webhooks;
  /** Late captures to come; cleared when the part stops, taken up again when it starts. */
  timers: Set<NodeJS.Timeout>;
}
