import { expect, test } from "vitest";
import { whyRefused } from "../src/features/account/why-refused.ts";

test.each([
  ["picture_animated", "moves"],
  ["body_too_large", "tooLarge"],
  ["uploads_busy", "otherwise"],
  ["__proto__", "otherwise"],
  ["<script>", "otherwise"],
])("a picture that comes back with %s has words for it: %s", (code, word) => {
  expect(whyRefused(code)).toBe(word);
});
