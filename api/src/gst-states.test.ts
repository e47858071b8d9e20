import { expect, test } from "vitest";
import { isGstin, stateOfGstin } from "./gst-states.ts";

test("a GSTIN is one of a state there is, and its last sign follows from the others", () => {
  expect(isGstin("27AAPFU0939F1ZV")).toBe(true);
  expect(stateOfGstin("27AAPFU0939F1ZV")).toBe("Maharashtra");
  const wrong = [
    "27AAPFU0939F1ZW",
    "27AAPFU0993F1ZV",
    "99AAPFU0939F1ZV",
    "27aapfu0939f1zv",
    "27AAPFU0939F1Z",
    "",
  ];
  expect(wrong.filter(isGstin)).toEqual([]);
});
