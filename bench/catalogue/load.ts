import autocannon, { type Request } from "autocannon";

type Load = { url: string; atOnce: number; seconds: number; requests: Request[] };

/** How many requests a second are answered, so many at once over connections that stay open, and the 99th percentile in ms. */
export async function load({ url, atOnce, seconds, requests }: Load) {
  const {
    requests: answered,
    latency,
    errors,
    non2xx,
  } = await autocannon({
    ...{ url, connections: atOnce, duration: seconds, requests },
  });
  if (errors > 0 || non2xx > 0)
    throw new Error(`${url}: ${errors} requests failed and ${non2xx} were refused of ${answered.total}`);
  return { perSec: answered.total / seconds, p99Ms: latency.p99 };
}
