import { expect, test } from "vitest";
import { readInstant } from "./instant.ts";

test.each([
  ["2026-11-27T17:25:21Z", 1795800321000],
  ["2026-11-27T17:25:21.5Z", 1795800321500],
  ["2026-11-27T22:55:21+05:30", 1795800321000],
  ["2026-11-27T09:25:21.000-08:00", 1795800321000],
  ["2024-02-29T00:00:00Z", 1709164800000],
  ["0001-01-01T00:00:00Z", -62135596800000],
  ["9999-12-31T23:59:59Z", 253402300799000],
])("%s is the instant %d", (text, ms) => {
  expect(readInstant(text)).toBe(ms);
});

test.each([
  ["no text", ""],
  ["words", "soon"],
  ["a month 13", "2026-13-01T00:00:00Z"],
  ["a day that the month lacks", "2026-02-30T00:00:00Z"],
  ["a 29th of February in a common year", "2100-02-29T00:00:00Z"],
  ["an hour 24", "2026-11-27T24:00:00Z"],
  ["a minute 60", "2026-11-27T17:60:00Z"],
  ["a leap second, which no clock of ours shows", "2016-12-31T23:59:60Z"],
  ["Devanagari digits", "२०२६-११-२७T17:25:21Z"],
  ["full width digits", "２０２６-11-27T17:25:21Z"],
  ["a year of six digits", "+275761-01-01T00:00:00Z"],
  ["the last year that JavaScript knows", "+275760-09-13T00:00:00Z"],
  ["no offset: a moment of an unknown place", "2026-11-27T17:25:21"],
  ["an offset of a day", "2026-11-27T17:25:21+24:00"],
  ["an offset without minutes", "2026-11-27T17:25:21+05"],
  ["no seconds", "2026-11-27T17:25Z"],
  ["a day alone", "2026-11-27"],
  ["a day as people write it", "27 Nov 2026 17:25:21 GMT"],
  ["a space for the T", "2026-11-27 17:25:21Z"],
  ["a line after it", "2026-11-27T17:25:21Z\n"],
  ["a space before it", " 2026-11-27T17:25:21Z"],
  ["a fraction without digits", "2026-11-27T17:25:21.Z"],
])("%s is no instant", (_, text) => {
  expect(readInstant(text)).toBeNull();
});
