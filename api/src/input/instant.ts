import { z } from "zod";

const rfc3339 = z.iso.datetime({ offset: true });

/**
 * Milliseconds since 1970 of an RFC 3339 date and time, or null. It must be a day of the calendar and a moment that our
 * clock can show: a leap second (:60) is refused, and so are 24:00 and years of more than four digits. Never NaN, which
 * would pass every comparison.
 */
export function readInstant(text: string): number | null {
  if (!rfc3339.safeParse(text).success) return null;
  const ms = Date.parse(text);
  return Number.isFinite(ms) ? ms : null;
}
