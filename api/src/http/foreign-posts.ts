const paths = [
  // A payment page of Razorpay's posts a form here from the buyer's browser.
  /^\/api\/payments\/razorpay\/callback$/,
  // Servers of others: their signature over the raw body is what counts.
  /^\/api\/webhooks\//,
  // Mail programs post here what RFC 8058 says; the token in the address is what counts.
  /^\/api\/users\/notifications\/unsubscribe$/,
];

/** Paths where other parties post, in their own form and from their own origin. Each checks a signature, or a secret of ours. */
export function isForeignPost(path: string) {
  return paths.some((pattern) => pattern.test(path));
}
