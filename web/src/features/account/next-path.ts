/** Where to go after signing in: a path of ours, never somebody else's address. */
export function nextPath(value: unknown): string {
  if (typeof value !== "string" || !/^\/(?![/\\])/.test(value)) return "/garments";
  const url = new URL(value, "http://here.invalid");
  return url.host === "here.invalid" ? url.pathname + url.search : "/garments";
}
