import { expect, test } from "vitest";
import { indianAddress, indianMobile } from "./indian-address.ts";

const address = {
  ...{ fullName: "Aarav Mehta", phone: "9876543210", line1: "14, Hill Road", city: "Mumbai" },
  ...{ state: "Maharashtra", postalCode: "400050" },
};
const problemsOf = (changes: object) =>
  indianAddress.safeParse({ ...address, ...changes }).error?.issues.map(({ message }) => message);

test.each([
  "9876543210",
  "09876543210",
  "919876543210",
  "+91 98765 43210",
  "0091 9876543210",
  "(98765) 43210",
  "98765-43210",
  "९८७६५४३२१०",
  "+९१ ९८७६५ ४३२१०",
])("%s is the mobile number +919876543210", (typed) => {
  expect(indianMobile.parse(typed)).toBe("+919876543210");
});

test.each(["1234567890", "98765432", "98765432101", "+1 9876543210", "9198765432100"])(
  "%s is no Indian mobile number",
  (typed) => {
    expect(indianMobile.safeParse(typed).success).toBe(false);
  },
);

test("a PIN code is read in Devanagari digits and with a space in it", () => {
  expect(indianAddress.parse({ ...address, postalCode: "४०० ०५०" }).postalCode).toBe("400050");
});

test("a PIN code of another state is told with that state, and one that does not exist as that", () => {
  expect(problemsOf({ postalCode: "110001" })).toEqual([
    "The PIN code 110001 is of Delhi, and not of Maharashtra.",
  ]);
  expect(problemsOf({ postalCode: "650001" })).toEqual([
    "The PIN code 650001 does not exist: none in India begins with 65.",
  ]);
  // Of an army post office.
  expect(problemsOf({ postalCode: "900056" })).toBeUndefined();
});
