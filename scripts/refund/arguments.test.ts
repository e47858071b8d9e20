import { expect, test } from "vitest";
import { readArguments } from "./arguments.ts";

const because = ["--reason", " they asked "];

test("an order is paid back whole, or one piece of it by its number", () => {
  const whole = { orderNumber: "FLX-7K2M9Q", tokenId: null, reason: "they asked" };
  expect(readArguments(["FLX-7K2M9Q", ...because])).toEqual(whole);
  expect(readArguments(["FLX-7K2M9Q", "--item", "1-7", ...because])).toEqual({
    ...whole,
    tokenId: 1_000_007n,
  });
});

test.each([
  [["FLX-7K2M9Q"]],
  [["FLX-7K2M9Q", "--reason", " "]],
  [["1-7", ...because]],
  [["FLX-7K2M9Q", "FLX-7K2M9R", ...because]],
  [["FLX-7K2M9Q", "--item", "nonsense", ...because]],
  [["FLX-7K2M9Q", "--amount", "100", ...because]],
])("what can't be understood is nothing: %j", (args) => {
  expect(readArguments(args)).toBeNull();
});
