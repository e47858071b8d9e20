import { randomBytes, randomUUID } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { env } from "./env.ts";
import { isListening } from "./is-listening.ts";

/**
 * What every request passes: `/api/*` goes to the API as it is (same origin, so its cookies are first-party and
 * callers never see a second host); a page gets a content security policy with a nonce of its own.
 */
export async function proxy(request: NextRequest) {
  const { pathname, search } = request.nextUrl;
  if (pathname.startsWith("/api/")) {
    const { apiUrl } = env();
    // Asked first: what Next cannot pass on it answers with a bare 500, which no client of the API can read.
    return (await isListening(apiUrl))
      ? NextResponse.rewrite(new URL(pathname + search, apiUrl))
      : unavailable();
  }

  const nonce = randomBytes(16).toString("base64");
  const policy = contentSecurityPolicy(nonce);
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  // Next reads the nonce for its own scripts from the policy on the request.
  headers.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  response.headers.set("x-content-type-options", "nosniff");
  response.headers.set("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=()");
  // A tap's URL is a proof while it is fresh: it must not travel on in a Referer header.
  response.headers.set(
    "referrer-policy",
    pathname === "/tap" ? "no-referrer" : "strict-origin-when-cross-origin",
  );
  return response;
}

/** An error in the API's shape, for the API that cannot give one. */
function unavailable() {
  const requestId = randomUUID();
  const message = "The API does not answer. Try again in a moment.";
  return NextResponse.json(
    { error: { code: "unavailable", message, requestId } },
    { status: 503, headers: { "retry-after": "5", "cache-control": "no-store", "x-request-id": requestId } },
  );
}

function contentSecurityPolicy(nonce: string): string {
  const dev = process.env.NODE_ENV === "development";
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${dev ? " 'unsafe-eval'" : ""}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${dev ? " ws:" : ""}`,
    // The hosted checkout is a form posted to the payment provider.
    `form-action 'self' ${env().razorpayUrl}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "object-src 'none'",
  ].join("; ");
}

export const config = {
  // What the API serves may be called .webp, too.
  matcher: ["/api/:path*", "/((?!_next/static|_next/image|.*\\.webp$|favicon.ico|icon.svg).*)"],
};
