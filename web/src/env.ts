import { z } from "zod";

const origin = z.url().transform((value) => new URL(value).origin);

/** Every setting of the web server. All have a default, so that the build runs without any of them. */
export const webSettings = z.object({
  API_URL: origin
    .default("http://127.0.0.1:4000")
    .meta({ description: "The API's origin, as the web server reaches it" }),
  WEB_URL: origin
    .default("http://localhost:3000")
    .meta({ description: "The site's origin, as people see it" }),
  RAZORPAY_API_URL: origin
    .default("https://api.razorpay.com")
    .meta({ description: "Where the hosted checkout form is posted to" }),
});

/** The only reader of the environment in the web app. Read per request: the build runs without any of it. */
export function env() {
  // An empty variable counts as not set.
  const set = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value));
  const parsed = webSettings.safeParse(set);
  if (!parsed.success) throw new Error(`These settings are wrong:\n${z.prettifyError(parsed.error)}`);
  const { API_URL: apiUrl, WEB_URL: webUrl, RAZORPAY_API_URL: razorpayUrl } = parsed.data;
  return { apiUrl, webUrl, razorpayUrl };
}
