import Razorpay from "razorpay";
import { z } from "zod";
import { VendorError } from "./payments.ts";

const timeoutMs = 8_000;

type Settings = { apiUrl: string; keyId: string; keySecret: string };

/** The part of axios that the SDK hides in its `api.rq`, which its types leave out. */
type Transport = {
  defaults: { baseURL: string; timeout: number };
  interceptors: {
    request: {
      use(
        step: (config: { url?: string; data?: unknown; headers: Record<string, string> }) => typeof config,
      ): void;
    };
  };
};

/** Razorpay's SDK, pointed at `apiUrl`, with the time-out it lacks and the header it does not pass on. */
export function openSdk({ apiUrl, keyId, keySecret }: Settings): Razorpay {
  const sdk = new Razorpay({ key_id: keyId, key_secret: keySecret });
  const { rq } = sdk.api as unknown as { rq: Transport };
  rq.defaults.baseURL = apiUrl;
  rq.defaults.timeout = timeoutMs;
  rq.interceptors.request.use((config) => {
    if (!config.url?.endsWith("/refund")) return config;
    // Without it a repeated refund pays twice.
    config.headers["X-Refund-Idempotency"] = z
      .object({ receipt: z.string().min(10) })
      .parse(config.data).receipt;
    return config;
  });
  return sdk;
}

/** Calls the SDK and makes its three kinds of failure one. `tries` above 1 only where a repeat is harmless. */
export async function call<T>(act: () => Promise<T>, { tries }: { tries: number }): Promise<T> {
  for (let left = tries - 1; ; left--) {
    try {
      return await act();
    } catch (error) {
      const failure = toVendorError(error);
      if (failure.outcome === "refused" || left <= 0) throw failure;
    }
  }
}

const refusal = z.object({
  statusCode: z.int(),
  error: z.object({ description: z.string() }).optional(),
});

/** The SDK throws `{ statusCode, error }` for an answer that says no, and a TypeError where no answer came. */
function toVendorError(error: unknown): VendorError {
  const answer = refusal.safeParse(error);
  if (!answer.success) return new VendorError("unknown", "Razorpay gave no answer", error);
  const { statusCode, error: said } = answer.data;
  const known = statusCode >= 400 && statusCode < 500 && statusCode !== 408 && statusCode !== 429;
  return new VendorError(
    known ? "refused" : "unknown",
    `Razorpay ${statusCode}: ${said?.description ?? ""}`,
    error,
  );
}
