const home = "/garments";
/** Any origin will do to resolve a path against: what counts is whether the answer is still there. */
const here = "https://here.invalid";

/**
 * Where to go after signing in: a path of ours, never somebody else's address. What comes back is the path as a browser
 * resolves it (it drops tabs and newlines, and reads a backslash as a slash), never the text that was given.
 */
export function nextPath(value: unknown): string {
  if (typeof value !== "string" || !value.startsWith("/") || !URL.canParse(value, here)) return home;
  const { origin, pathname, search, hash } = new URL(value, here);
  const path = pathname + search + hash;
  // Resolving may leave a path that is an address itself: "/.//evil.test" becomes "//evil.test".
  return origin === here && URL.canParse(path, here) && new URL(path, here).origin === here ? path : home;
}

/** Where somebody shows that it is them, on the way to `path`. */
export function confirmPath(path: string): string {
  return `/account/confirm?next=${encodeURIComponent(path)}`;
}

/** The second step of a sign-in that leads to `path`. */
export function codePath(path: string): string {
  return `/sign-in/code?next=${encodeURIComponent(path)}`;
}

/** The door that leads back to `path` afterwards. */
export function signInPath(path: string): string {
  return `/sign-in?next=${encodeURIComponent(path)}`;
}
