import ipaddr from "ipaddr.js";
import { z } from "zod";

const origin = z.url({ protocol: /^https?$/, error: "give an origin like https://flux.example" });

const networks = z.string().transform((text, context) => {
  const parts = text.split(",").map((part) => part.trim());
  return parts.filter(Boolean).flatMap((part) => {
    if (ipaddr.isValidCIDR(part)) return [ipaddr.parseCIDR(part)];
    context.addIssue(`"${part}" is no network: write it like 10.0.0.0/8 or ::1/128, with commas between`);
    return [];
  });
});

/** Every setting of the web server. */
export const webSettings = z.object({
  WEB_URL: origin
    .default("http://localhost:3000")
    .meta({ description: "The public origin: cookies, sign-in with Ethereum, links in mails" }),
  API_URL: origin
    .default("http://127.0.0.1:4000")
    .meta({ description: "The API's origin, as the web server reaches it" }),
  RAZORPAY_API_URL: origin
    .default("https://api.razorpay.com")
    .meta({ description: "Where the hosted checkout's form is posted to" }),
  WEB_TRUSTED_PROXIES: networks.default([]).meta({
    description:
      "Networks (CIDR, commas between) of the proxies before the web server; only what they write in X-Forwarded-For is believed",
  }),
});

let parsed: ReturnType<typeof parse> | undefined;

/** The only reader of the environment in the web app. Read at the first request: the build runs without any of it. */
export function env() {
  parsed ??= parse();
  return parsed;
}

function parse() {
  // A setting that is there and empty is one that is not set.
  const given = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value));
  const result = webSettings.safeParse(given);
  if (!result.success) {
    const problems = result.error.issues.map(({ path, message }) => `  ${path.join(".")}: ${message}`);
    throw new Error(`These settings of the web server are wrong:\n${problems.join("\n")}`);
  }
  const { API_URL, WEB_URL, RAZORPAY_API_URL, WEB_TRUSTED_PROXIES } = result.data;
  return {
    apiUrl: new URL(API_URL).origin,
    webUrl: new URL(WEB_URL).origin,
    razorpayUrl: new URL(RAZORPAY_API_URL).origin,
    ownProxies: WEB_TRUSTED_PROXIES,
  };
}
